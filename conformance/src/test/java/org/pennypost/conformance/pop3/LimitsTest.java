// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** Each limit of POP3 is a setting; at it all is well, above it the client is told. */
class LimitsTest {
    @TempDir
    private Path home;

    private InProcessServer server;

    private RawClient connect(Map<String, Object> settings) throws IOException {
        server = new InProcessServer(Stores.MEMORY.open(home), home, Map.of(), settings);
        RawClient client = new RawClient(server.address("pop3", false));
        assertThat(client.line()).startsWith("+OK");
        return client;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 1000, 8192})
    void lineLength(int most) throws IOException {
        try (RawClient client = connect(Map.of("line$_$length", most))) {
            client.send("USER " + "u".repeat(most - 7) + "\r\n");
            assertThat(client.line()).startsWith("+OK");
            client.send("USER " + "u".repeat(most - 6) + "\r\n");
            assertThat(client.line()).isEqualTo("-ERR line too long: at most " + most + " octets are expected");
            client.send("USER u1\r\nPASS secret\r\n");
            assertThat(client.line()).startsWith("+OK");
            assertThat(client.line()).startsWith("+OK");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void badCommands(int most) throws IOException {
        try (RawClient client = connect(Map.of("bad$_$commands", most))) {
            for (int i = 1; i < most; i++) {
                client.send("FROB\r\n");
                assertThat(client.line()).isEqualTo("-ERR unknown command");
            }
            client.send("CAPA\r\n");
            assertThat(client.line()).startsWith("+OK");
            while (!".".equals(client.line())) {
                continue;
            }
            client.send("FROB\r\n");
            assertThat(client.line()).isEqualTo("-ERR unknown command");
            assertThat(client.line()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"%v.%u, [0-9]+\\.1", "%08Xu%08Xv, 00000001[0-9a-f]{8}", "UID%u-%v, UID1-[0-9]+"})
    void uidlFormat(String format, String pattern) throws IOException {
        try (RawClient client = connect(Map.of("uidl$_$format", format))) {
            try (RawClient imap = RawClient.imap(server, "u1")) {
                imap.send("f APPEND INBOX {12+}\r\nSubject: x\r\n\r\n");
                assertThat(imap.completion("f")).startsWith("f OK");
            }
            client.send("USER u1\r\nPASS secret\r\nUIDL 1\r\n");
            assertThat(client.line()).startsWith("+OK");
            assertThat(client.line()).startsWith("+OK");
            assertThat(client.line()).matches("\\+OK 1 " + pattern);
        }
    }

    @Test
    void aSettingThatCannotBeIsNamed() {
        assertThatThrownBy(() -> connect(Map.of("uidl$_$format", "%v")))
                .hasStackTraceContaining("uidl-format: %u and %v")
                .hasStackTraceContaining("not %v");
        assertThatThrownBy(() -> connect(Map.of("greeting", "<hello>")))
                .hasStackTraceContaining("greeting: at most 400");
    }
}
