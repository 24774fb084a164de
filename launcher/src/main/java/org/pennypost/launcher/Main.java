// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The words after {@code bin/pennypost}: one command each, one exit code. */
public final class Main {
    private static final String USAGE = """
            usage: pennypost COMMAND [--home DIR] ...

              start [--home DIR] [--imap PORT] [--imaps PORT] [--pop3 PORT] [--pop3s PORT] [--bind ADDR]
                    [--mail-location LOCATION] [--set FILE.NAME=VALUE]...
                                          run in the foreground until SIGTERM; port 0 = off
              stop | status               exit 0 done or running, 3 not running
              user add | password NAME [--scheme SCRAM-SHA-256 | SCRAM-SHA-1 | PLAIN]
              user remove NAME
              user list
              user import FILE            FILE in passwd-file format
              extension list
              extension enable | disable NAME
              console                     the shell of the running server
              sh 'COMMAND'                one command of that shell

            Exit codes: 0 done, 1 error, 2 usage, 3 not running.""";

    private final Screen screen;
    private final Path distribution;

    Main(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    public static void main(String[] args) {
        String distribution = System.getProperty("pennypost.distribution", ".");
        System.exit(
                new Main(Screen.system(), Path.of(distribution).toAbsolutePath().normalize()).run(Arrays.asList(args)));
    }

    /** Runs one command to its end and answers the exit code. */
    int run(List<String> args) {
        if (args.isEmpty()) {
            screen.err(USAGE);
            return ExitException.USAGE;
        }
        try {
            return dispatch(args.get(0), args.subList(1, args.size()));
        } catch (ExitException e) {
            screen.err("pennypost: " + e.getMessage());
            return e.code();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Main.class).error("{}", args, e);
            screen.err("pennypost: this should not happen, please report it: " + e);
            return ExitException.ERROR;
        }
    }

    private int dispatch(String command, List<String> rest) {
        return switch (command) {
            case "start" -> new StartCommand(screen, distribution).run(rest);
            case "stop" -> new StopCommand(screen, distribution).stop(rest);
            case "status" -> new StopCommand(screen, distribution).status(rest);
            case "user" -> new UserCommand(screen, distribution).run(rest);
            case "extension" -> new ExtensionCommand(screen, distribution).run(rest);
            case "console" -> new ConsoleCommand(screen, distribution).console(rest);
            case "sh" -> new ConsoleCommand(screen, distribution).sh(rest);
            case "help", "--help", "-h" -> {
                screen.out(USAGE);
                yield 0;
            }
            default ->
                throw ExitException.usage("unknown command " + command
                        + NearNames.hint(
                                command,
                                List.of("start", "stop", "status", "user", "extension", "console", "sh", "help"))
                        + "\n" + USAGE);
        };
    }
}
