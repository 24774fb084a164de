// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripts against a server that says what it was told to say, whatever it hears. */
class ScriptTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket server;

    @AfterEach
    void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Each answer is sent after one line has been heard; the first at once. */
    private Target saying(String... answers) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            try (Socket client = server.accept()) {
                for (int i = 0; i < answers.length; i++) {
                    if (i > 0) {
                        int octet = client.getInputStream().read();
                        while (octet != '\n' && octet >= 0) {
                            octet = client.getInputStream().read();
                        }
                    }
                    client.getOutputStream().write(answers[i].getBytes(StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Target() {
            @Override
            public InetSocketAddress address(String protocol, boolean tls) {
                return (InetSocketAddress) server.getLocalSocketAddress();
            }

            @Override
            public String newUser() {
                return "user1";
            }

            @Override
            public String password() {
                return "secret";
            }
        };
    }

    @Test
    void followsAConversation() throws IOException {
        Script script = Script.of("good.txt", """
                # RFC 3501 §6.1.2 and RFC 9051 §7.1
                STATE connected
                S1: * OK
                C1: a LOGIN ${user} <5*x>
                U1: * 2 EXISTS
                U1: * 1 RECENT
                S1: a OK
                C1: b FETCH 1 BODY[]
                S1<<END
                * 1 FETCH (BODY[] {4}
                x
                y)
                END
                S1: ...
                S1: b OK
                END 1
                """);
        Target target = saying(
                "* OK hello\r\n",
                "* 1 RECENT\r\n* 2 EXISTS\r\na OK in\r\n",
                "* 1 FETCH (BODY[] {4}\r\nx\r\ny)\r\n* 3 EXISTS\r\nb OK\r\n");
        assertThatCode(() -> script.run(target)).doesNotThrowAnyException();
        assertThat(script.citations()).containsExactlyInAnyOrder("3501 6.1.2", "9051 7.1");
    }

    @Test
    void saysWhereItWentAnotherWay() throws IOException {
        Script script = Script.of("bad.txt", "STATE greeted\nC1: a NOOP\nS1: * 1 EXISTS\nS1: a OK\n");
        Target target = saying("* OK hello\r\n", "* 2 EXISTS\r\na OK\r\n");
        assertThatThrownBy(() -> script.run(target))
                .isInstanceOf(ScriptFailure.class)
                .hasMessageContaining("bad.txt:3")
                .hasMessageContaining("expected  * 1 EXISTS")
                .hasMessageContaining("heard     * 2 EXISTS")
                .hasMessageContaining("C1: a NOOP");
    }

    @Test
    void refusesWhatIsNoWord() throws IOException {
        Target target = saying("* OK\r\n");
        assertThatThrownBy(() -> Script.of("odd.txt", "X1: a\n").run(target))
                .isInstanceOf(ScriptFailure.class)
                .hasMessageContaining("no word of the language");
    }
}
