// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleException;

/** {@code start}: the server in the foreground, until SIGTERM or SIGINT. */
final class StartCommand {
    private final Screen screen;
    private final Path distribution;
    private final AtomicBoolean ended = new AtomicBoolean();

    StartCommand(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    int run(List<String> args) {
        Arguments arguments =
                Arguments.parse(args, "home", "imap", "imaps", "pop3", "pop3s", "bind", "mail-location", "set");
        arguments.noWords();
        Home home = arguments.home(distribution);
        Thread warmUp = new Thread(LogFile::warmUp, "pennypost-warm-up");
        warmUp.start();
        SettingIndex index = SettingIndex.of(home);
        Overrides overrides = Overrides.of(arguments, index);
        home.prepare();
        try (HomeLock lock = lock(home)) {
            join(warmUp);
            LogLevels levels = new LogLevels();
            LogFile.open(home, levels);
            List<String> problems = ConfigurationCheck.problems(home, index);
            problems.forEach(problem -> screen.err("error " + problem));
            return serve(home, new Container(home, new OverridesPlugin(index, overrides, home.path()), levels));
        } catch (IOException e) {
            throw ExitException.error("home " + home.path() + ": " + Home.reason(e));
        } finally {
            ended.set(true);
        }
    }

    /** slf4j hands out stand-ins to whoever asks while another thread still sets it up. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HomeLock lock(Home home) throws IOException {
        return HomeLock.take(home).orElseThrow(() -> {
            OptionalLong pid = owner(home);
            return ExitException.error("home " + home.path() + " is in use by process "
                    + (pid.isPresent() ? pid.getAsLong() : "(just gone)")
                    + "; give another --home, or stop that one first");
        });
    }

    private static OptionalLong owner(Home home) {
        try {
            return HomeLock.owner(home);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private int serve(Home home, Container container) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(container), "pennypost-stop"));
        try {
            Startup startup = container.start();
            startup.errors().forEach(screen::err);
            startup.lines().forEach(screen::out);
            hint(home);
            if (startup.nothingServed()) {
                container.stop();
                throw ExitException.error("nothing can be served; see the lines above and "
                        + home.log().resolve(LogFile.NAME));
            }
            screen.out(String.format(
                    Locale.ROOT, "ready in %.2f s", ProcessAge.now().toMillis() / 1000.0));
            container.await();
            return 0;
        } catch (BundleException e) {
            throw ExitException.error("the framework does not start: " + e.getMessage());
        }
    }

    private void hint(Home home) {
        Path users = UserCommand.passwordFile(home);
        try {
            if (!Files.exists(users)
                    || PasswdFile.parse(Files.readAllLines(users)).names().isEmpty()) {
                screen.out("hint: " + users + " has no users yet: pennypost user add NAME"
                        + (home.path().equals(home.distribution()) ? "" : " --home " + home.path()));
            }
        } catch (IOException e) {
            screen.err("error " + users + ": cannot be read: " + Home.reason(e));
        } catch (PasswdFile.BrokenLine e) {
            screen.err("error " + users + ": " + e.getMessage());
        }
    }

    /** Runs when the machine goes down by a signal; a clean stop ends with 0 and not with the signal's code. */
    private void stopOnSignal(Container container) {
        if (!ended.get()) {
            boolean clean = container.stop();
            Runtime.getRuntime().halt(clean ? 0 : ExitException.ERROR);
        }
    }
}
