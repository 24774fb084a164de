// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session and how far it has come.
 *
 * @param protocol {@code imap} or {@code pop3}
 * @param wire its socket
 */
record Client(String protocol, Wire wire) {
    /** Goes as far as a state. */
    void reach(String state, Map<String, String> names) throws IOException {
        if (state.equals("connected")) {
            return;
        }
        expect(wire.line(), protocol.equals("imap") ? "* OK" : "+OK");
        if (state.equals("greeted")) {
            return;
        }
        if (protocol.equals("pop3")) {
            command("USER " + names.get("user"), "+OK");
            command("PASS " + names.get("password"), "+OK");
            return;
        }
        tagged("LOGIN " + names.get("user") + " " + names.get("password"));
        if (state.startsWith("selected ")) {
            tagged("SELECT " + state.substring("selected ".length()));
        } else if (state.startsWith("examined ")) {
            tagged("EXAMINE " + state.substring("examined ".length()));
        } else if (!state.equals("authenticated")) {
            throw new IllegalArgumentException("no such state: " + state);
        }
    }

    /** Carries out an IMAP command that must succeed. */
    void tagged(String command) throws IOException {
        wire.send("setup " + command + "\r\n");
        completed();
    }

    /** Waits for a command's completion, which must be OK. */
    void completed() throws IOException {
        String line = wire.line();
        while (line != null && line.startsWith("* ")) {
            line = wire.line();
        }
        expect(line, "setup OK");
    }

    private void command(String command, String answer) throws IOException {
        wire.send(command + "\r\n");
        expect(wire.line(), answer);
    }

    /** Checks how a line begins. */
    static void expect(@Nullable String line, String begin) throws IOException {
        if (line == null || !line.startsWith(begin)) {
            throw new IOException("on the way to the script's state: expected " + begin + ", heard " + line);
        }
    }
}
