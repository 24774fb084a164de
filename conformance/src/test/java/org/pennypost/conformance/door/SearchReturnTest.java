// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.SearchResult;
import org.pennypost.api.imap.Slot;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** A return option of SEARCH that somebody else brings, in the manner of PARTIAL (RFC 9394), works like our own. */
class SearchReturnTest {
    private InProcessServer server;
    private RawClient client;

    /** {@code RETURN (X-FIRST n)}: the first messages of the result, or NIL; not together with ALL. */
    private static final class First implements ImapExtension, Parameter<SearchPlan> {
        @Override
        public String name() {
            return "X-FIRST";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of(this);
        }

        @Override
        public Slot<SearchPlan> slot() {
            return Slot.SEARCH_RETURN;
        }

        @Override
        public Edit<SearchPlan> parse(ImapReader in) {
            var nowhere = in.expected("X-FIRST without ALL");
            in.word(name());
            in.sp();
            long most = in.number();
            return (plan, session) -> {
                if (plan.returns("ALL")) {
                    throw nowhere;
                }
                plan.returns(new Item(most));
            };
        }

        private record Item(long most) implements SearchPlan.Item {
            @Override
            public String name() {
                return "X-FIRST";
            }

            @Override
            public SearchResult part(SearchResult found) {
                return found.part(1, most);
            }

            @Override
            public void write(SearchResult part, ImapWriter out) {
                out.atom(" X-FIRST (")
                        .number(most)
                        .sp()
                        .atom(part.isEmpty() ? "NIL" : part.toString())
                        .put(')');
            }
        }
    }

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        server = new InProcessServer(Stores.MEMORY.open(home), home).with(new First());
        client = RawClient.imap(server, server.newUser());
        for (int i = 0; i < 5; i++) {
            assertThat(client.command("a", "APPEND INBOX {6+}\r\nx: y\r\n")).startsWith("a OK");
        }
        assertThat(client.command("s", "SELECT INBOX")).startsWith("s OK");
        assertThat(client.command("e", "UID STORE 1 +FLAGS.SILENT (\\Deleted)")).startsWith("e OK");
        assertThat(client.command("e", "EXPUNGE")).startsWith("e OK");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private void answers(String search, String row) throws IOException {
        client.send("a " + search + "\r\n");
        assertThat(client.line()).isEqualTo(row);
        assertThat(client.completion("a")).startsWith("a OK");
    }

    @Test
    void itsItemStandsInTheResponseBehindOurs() throws IOException {
        answers("SEARCH RETURN (X-FIRST 2) ALL", "* ESEARCH (TAG \"a\") X-FIRST (2 1:2)");
        answers("UID SEARCH RETURN (X-FIRST 2 COUNT) ALL", "* ESEARCH (TAG \"a\") UID COUNT 4 X-FIRST (2 2:3)");
        answers("SEARCH RETURN (X-FIRST 9) DELETED", "* ESEARCH (TAG \"a\") X-FIRST (9 NIL)");
    }

    /** RFC 9394 §3.2: SAVE keeps what the items speak of. */
    @Test
    void whatItSpeaksOfIsSaved() throws IOException {
        answers("SEARCH RETURN (SAVE X-FIRST 2) ALL", "* ESEARCH (TAG \"a\") X-FIRST (2 1:2)");
        answers("UID SEARCH $", "* SEARCH 2 3");
        answers("SEARCH RETURN (SAVE X-FIRST 1 MAX) ALL", "* ESEARCH (TAG \"a\") MAX 4 X-FIRST (1 1)");
        answers("UID SEARCH $", "* SEARCH 2 5");
        answers("SEARCH RETURN (SAVE COUNT X-FIRST 1) ALL", "* ESEARCH (TAG \"a\") COUNT 4 X-FIRST (1 1)");
        answers("UID SEARCH $", "* SEARCH 2 3 4 5");
    }

    @Test
    void mayRefuseToStandWithOthers() throws IOException {
        assertThat(client.command("b", "SEARCH RETURN (ALL X-FIRST 2) ALL"))
                .isEqualTo("b BAD expected X-FIRST without ALL at octet 21");
        assertThat(client.command("c", "SEARCH RETURN (X-FIRST) ALL")).startsWith("c BAD expected SP");
    }
}
