// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** RFC 5802 and RFC 7677 over IMAP, from a client that checks the server's signature. */
class ScramTest {
    @TempDir
    Path home;

    private InProcessServer server;

    @BeforeEach
    void start() throws Exception {
        server = new InProcessServer(Stores.MEMORY.open(home), home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String authenticate(RawClient client, ScramClient scram, String bits, String actFor) throws Exception {
        client.send("a AUTHENTICATE SCRAM-SHA-" + bits + " " + scram.first(actFor) + "\r\n");
        String challenge = client.line();
        assertThat(challenge).startsWith("+ ");
        client.send(scram.last(actFor, challenge.substring(2).strip()) + "\r\n");
        String answer = client.line();
        if (answer.startsWith("+ ")) {
            assertThat(answer.substring(2).strip()).isEqualTo(scram.expected());
            client.send("\r\n");
            answer = client.line();
        }
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "256"})
    void bothSidesProveThemselves(String bits) throws Exception {
        try (RawClient client = RawClient.imap(server)) {
            ScramClient scram = new ScramClient(bits, "scram", server.password());
            assertThat(authenticate(client, scram, bits, "")).startsWith("a OK");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheSessionGoesOn() throws Exception {
        try (RawClient client = RawClient.imap(server)) {
            assertThat(authenticate(client, new ScramClient("256", "scram", "wrong"), "256", ""))
                    .startsWith("a NO [AUTHENTICATIONFAILED]");
            assertThat(authenticate(client, new ScramClient("256", "scram", server.password()), "256", ""))
                    .startsWith("a OK");
        }
    }

    @Test
    void nobodyActsForAnotherWhoMayNot() throws Exception {
        try (RawClient client = RawClient.imap(server)) {
            assertThat(authenticate(client, new ScramClient("256", "scram", server.password()), "256", "other"))
                    .startsWith("a NO [AUTHORIZATIONFAILED]");
        }
    }

    @Test
    void theSaltOfAnUnknownUserStaysTheSame() throws Exception {
        String first = salt("nobody");
        assertThat(salt("nobody")).isEqualTo(first);
        assertThat(salt("noone")).isNotEqualTo(first);
    }

    private String salt(String user) throws Exception {
        try (RawClient client = RawClient.imap(server)) {
            client.send("a AUTHENTICATE SCRAM-SHA-1 " + new ScramClient("1", user, "").first("") + "\r\n");
            return ScramClient.plain(client.line().substring(2).strip()).split(",")[1];
        }
    }
}
