// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** {@code user add | password | remove | list | import}: edits the password file, whether the server runs or not. */
final class UserCommand {
    private final Screen screen;
    private final Path distribution;

    UserCommand(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    /** Where authfile.cfg says the passwords are. */
    static Path passwordFile(Home home) {
        Path cfg = home.conf().resolve("authfile.cfg");
        String path = Files.exists(cfg) ? SettingIndex.read(cfg).getOrDefault("path", "") : "";
        return path.isBlank()
                ? home.conf().resolve("users")
                : home.path()
                        .resolve(path.strip()
                                .replace("${pennypost.home}", home.path().toString()));
    }

    int run(List<String> args) {
        Arguments arguments = Arguments.parse(args, "home", "scheme");
        List<String> words = arguments.words();
        String action = words.isEmpty() ? "" : words.get(0);
        int expected = action.equals("list") ? 1 : 2;
        List<String> actions = List.of("add", "password", "remove", "list", "import");
        if (!actions.contains(action)) {
            throw ExitException.usage(
                    "user: expected add, password, remove, list or import" + NearNames.hint(action, actions));
        }
        if (words.size() != expected) {
            throw ExitException.usage("usage: pennypost user " + action
                    + (expected == 1 ? "" : action.equals("import") ? " FILE" : " NAME"));
        }
        String scheme =
                arguments.one("scheme").orElse(PasswordHash.SCHEMES.get(0)).toUpperCase(Locale.ROOT);
        if (!PasswordHash.SCHEMES.contains(scheme)) {
            throw ExitException.usage("--scheme " + scheme + ": expected one of "
                    + String.join(", ", PasswordHash.SCHEMES) + NearNames.hint(scheme, PasswordHash.SCHEMES));
        }
        Home home = arguments.home(distribution).prepare();
        Path file = passwordFile(home);
        try {
            return action.equals("list") ? list(file) : change(home, file, List.of(action, words.get(1), scheme));
        } catch (IOException e) {
            throw ExitException.error(file + ": " + Home.reason(e));
        } catch (PasswdFile.BrokenLine e) {
            throw ExitException.error(file + ": " + e.getMessage() + ": nothing changed");
        }
    }

    private int list(Path file) throws IOException, PasswdFile.BrokenLine {
        read(file).names().forEach(screen::out);
        return 0;
    }

    private int change(Home home, Path file, List<String> words) throws IOException, PasswdFile.BrokenLine {
        String action = words.get(0);
        String word = words.get(1);
        if (action.equals("import")) {
            PasswdFile other = imported(Path.of(word));
            return edit(home, file, users -> {
                int replaced = users.merge(other);
                return "imported " + other.names().size() + " users, " + replaced + " of them replaced";
            });
        }
        String name = PasswdFile.checkedName(word);
        boolean there = read(file).contains(name);
        if (action.equals("add") && there) {
            throw ExitException.error("user " + name + " exists; see user password");
        }
        if (!action.equals("add") && !there) {
            throw ExitException.error(
                    "no user " + name + NearNames.hint(name, read(file).names()));
        }
        if (action.equals("remove")) {
            return edit(home, file, users -> {
                users.remove(name);
                return "removed " + name + "; its mail is kept";
            });
        }
        String hash = PasswordHash.of(screen.newPassword(name), words.get(2));
        return edit(home, file, users -> {
            if (users.contains(name)) {
                users.password(name, hash);
                return "changed the password of " + name;
            }
            users.add(name, hash);
            return "added " + name;
        });
    }

    private static PasswdFile imported(Path file) {
        try {
            return PasswdFile.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw ExitException.error(file + ": cannot be read: " + Home.reason(e));
        } catch (PasswdFile.BrokenLine e) {
            throw ExitException.error(file + ": " + e.getMessage() + ": nothing changed");
        }
    }

    /** Two of these commands at once wait for each other, so that no change is lost. */
    private int edit(Home home, Path file, Edit edit) throws IOException, PasswdFile.BrokenLine {
        try (FileChannel gate = FileChannel.open(
                home.data().resolve("users.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            gate.lock();
            PasswdFile users = read(file);
            String done = edit.apply(users);
            PrivateFile.replace(file, users.lines());
            screen.out(done);
            return 0;
        }
    }

    private static PasswdFile read(Path file) throws IOException, PasswdFile.BrokenLine {
        return PasswdFile.parse(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    /** Changes the users and says what was done. */
    private interface Edit {
        String apply(PasswdFile users);
    }
}
