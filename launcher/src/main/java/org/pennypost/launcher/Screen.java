// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal of the one who typed the command. The only class of the launcher that prints. */
final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final @Nullable Console console;

    Screen(InputStream in, OutputStream out, OutputStream err, @Nullable Console console) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.console = console;
    }

    static Screen system() {
        return new Screen(System.in, System.out, System.err, System.console());
    }

    void out(String line) {
        out.println(line);
    }

    void err(String line) {
        err.println(line);
    }

    /** Writes octets as they are, without a line end. */
    void raw(boolean error, byte[] octets) {
        PrintStream stream = error ? err : out;
        stream.write(octets, 0, octets.length);
        stream.flush();
    }

    /** Is somebody sitting at a terminal? */
    boolean interactive() {
        return console != null;
    }

    Optional<String> line(String prompt) {
        if (console != null) {
            out.print(prompt);
            out.flush();
        }
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw ExitException.error("cannot read standard input: " + e.getMessage());
        }
    }

    /** A new password: typed twice without echo, or the first line of standard input. */
    String newPassword(String name) {
        String password = console == null ? line("").orElse("") : typedTwice(console, name);
        if (password.isEmpty()) {
            throw ExitException.error("the password is empty: nothing changed");
        }
        return password;
    }

    private static String typedTwice(Console console, String name) {
        char[] first = typed(console, "Password for " + name + ": ");
        char[] second = typed(console, "The same again: ");
        try {
            if (!Arrays.equals(first, second)) {
                throw ExitException.error("the two passwords differ: nothing changed");
            }
            return new String(first);
        } finally {
            Arrays.fill(first, ' ');
            Arrays.fill(second, ' ');
        }
    }

    private static char[] typed(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? new char[0] : typed;
    }
}
