// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;

/** Octets in clear behind STARTTLS and STLS are never executed, neither before nor under TLS (RFC 9051 §11.1). */
@Tag("real")
class InjectionIT {
    private static final int TRIES = 200;

    private static Victim victim;

    @BeforeAll
    static void start() throws IOException {
        victim = Victim.start();
    }

    @AfterAll
    static void stop() throws IOException {
        victim.close();
    }

    @Test
    void nothingBehindStarttlsIsExecuted() throws IOException {
        String injected = "b LOGIN " + Victim.USER + " " + Victim.PASSWORD + "\r\nc CREATE injected\r\n";
        for (int i = 0; i < TRIES; i++) {
            try (Wire wire = Wire.plain(victim.server().imap())) {
                wire.line();
                inject(wire, "a STARTTLS\r\n", injected, i);
                assertThat(what(wire, "a OK")).doesNotContain("b ").doesNotContain("c ");
            }
        }
        try (ImapClient client = victim.imap()) {
            assertThat(client.ok("LIST \"\" injected").of("LIST")).isEmpty();
        }
        victim.isUnharmed();
    }

    @Test
    void nothingBehindStlsIsExecuted() throws IOException {
        String injected = "USER " + Victim.USER + "\r\nPASS " + Victim.PASSWORD + "\r\nDELE 1\r\nQUIT\r\n";
        for (int i = 0; i < TRIES; i++) {
            try (Wire wire = Wire.plain(victim.server().pop3())) {
                wire.line();
                inject(wire, "STLS\r\n", injected, i);
                String said = what(wire, "+OK");
                assertThat(said.isEmpty() ? 0 : said.split("\r\n").length).isLessThan(2);
            }
        }
        victim.isUnharmed();
    }

    /** In one stroke, in two strokes at once, or cut somewhere. */
    private static void inject(Wire wire, String command, String injected, int round) throws IOException {
        int border = round % 3 == 0 ? 0 : round % 3 == 1 ? command.length() : command.length() + round % 20;
        String all = command + injected;
        try {
            wire.write(all.substring(0, border));
            wire.write(all.substring(border));
        } catch (SocketException e) {
            // Closed already, as it should be.
        }
    }

    /** Returns everything the server says in clear before it closes or waits for TLS; begins TLS if it waits. */
    private static String what(Wire wire, String ok) throws IOException {
        StringBuilder said = new StringBuilder();
        wire.patience(2000);
        try {
            said.append(wire.line()).append("\r\n");
            if (said.toString().startsWith(ok)) {
                wire.startTls();
                wire.write("d NOOP\r\n");
                said.append(wire.line());
            }
        } catch (IOException e) {
            // Closed.
        }
        return said.toString();
    }
}
