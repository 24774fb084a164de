// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.ListRow;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.Need;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;
import org.pennypost.conformance.server.Stores;

/** What an extension can add to LIST, in the form that CommuniGate's LIST needs. */
class ListOptionsTest {
    @TempDir
    private Path home;

    /** {@code LIST (ODD CLASS UNSEEN INTERNALSIZE) ... RETURN (CLASS LINE)}. */
    private static final class Additions implements ImapExtension {
        @Override
        public String name() {
            return "X-ADDITIONS";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of(
                    new Option(Slot.LIST_SELECT, "ODD"),
                    new Option(Slot.LIST_SELECT, "CLASS"),
                    new Option(Slot.LIST_SELECT, "UNSEEN"),
                    new Option(Slot.LIST_SELECT, "INTERNALSIZE"),
                    new Option(Slot.LIST_RETURN, "CLASS"),
                    new Option(Slot.LIST_RETURN, "LINE"));
        }
    }

    private record Option(Slot<ListPlan> slot, String name) implements Parameter<ListPlan>, ListPlan.Item {
        @Override
        public Edit<ListPlan> parse(ImapReader in) {
            in.word(name);
            return (plan, session) -> {
                if (name.equals("ODD")) {
                    plan.selects(name, Option::isOdd);
                } else {
                    plan.returns(this);
                }
                if (name.equals("INTERNALSIZE")) {
                    plan.status().needs(Need.SIZES);
                }
            };
        }

        private static boolean isOdd(MailboxEntry entry) {
            return entry.name().leaf().length() % 2 == 1;
        }

        @Override
        public void attributes(ListRow row, ImapWriter out) {
            switch (name) {
                case "CLASS" -> {
                    byte[] none = {};
                    byte[] kept = row.entry().kind() == MailboxEntry.Kind.MAILBOX
                            ? row.session()
                                    .account()
                                    .facet(Attributes.class)
                                    .flatMap(all -> all.get(row.entry().name(), "class"))
                                    .orElse(none)
                            : none;
                    out.atom("\\CLASS(").string(kept).put(')');
                }
                case "UNSEEN" ->
                    row.status()
                            .ifPresent(status -> out.atom("\\UNSEEN(")
                                    .number(status.numbers().unseen())
                                    .put(')'));
                case "INTERNALSIZE" ->
                    row.status()
                            .ifPresent(status -> out.atom("\\INTERNALSIZE(")
                                    .number(status.size())
                                    .put(')'));
                default -> {}
            }
        }

        @Override
        public void data(ListRow row, ImapWriter out) {
            if (name.equals("LINE")) {
                out.atom("X-LINE (\"follows\")");
            }
        }

        @Override
        public void after(ListRow row, ImapWriter out) {
            if (name.equals("LINE")) {
                out.untagged().atom("X-LINE ").mailbox(row.entry().name()).end();
            }
        }
    }

    private static List<String> rows(RawClient client, String command) throws IOException {
        client.send("r " + command + "\r\n");
        List<String> rows = new ArrayList<>();
        for (String line = client.line(); !line.startsWith("r "); line = client.line()) {
            rows.add(line);
        }
        return rows;
    }

    @Test
    void extensionsSelectAndTell() throws IOException {
        InProcessServer server = new InProcessServer(Stores.MEMORY.open(home), home).with(new Additions());
        try (server;
                RawClient client = RawClient.imap(server)) {
            client.command("l", "LOGIN lister " + server.password());
            client.command("a", "APPEND INBOX {6+}\r\nx: y\r\n");
            client.command("b", "CREATE even/odd");
            server.login().use("lister", account -> {
                account.facet(Attributes.class)
                        .orElseThrow()
                        .set(
                                org.pennypost.api.mail.MailboxName.parse("even/odd", '/'),
                                "class",
                                "IPF.Contact".getBytes(StandardCharsets.US_ASCII));
                return 0;
            });
            assertThat(rows(client, "LIST (CLASS UNSEEN INTERNALSIZE) \"\" *"))
                    .containsExactlyInAnyOrder(
                            "* LIST (\\CLASS(\"\") \\UNSEEN(1) \\INTERNALSIZE(6)) \"/\" INBOX",
                            "* LIST (\\NonExistent \\CLASS(\"\")) \"/\" even",
                            "* LIST (\\CLASS(\"IPF.Contact\") \\UNSEEN(0) \\INTERNALSIZE(0)) \"/\" even/odd");
            assertThat(rows(client, "LIST (ODD RECURSIVEMATCH) \"\" e% RETURN (LINE CHILDREN CLASS)"))
                    .containsExactly(
                            "* LIST (\\NonExistent \\HasChildren \\CLASS(\"\")) \"/\" even"
                                    + " (\"CHILDINFO\" (\"ODD\") X-LINE (\"follows\"))",
                            "* X-LINE even");
            assertThat(rows(client, "LIST \"\" e%")).containsExactly("* LIST (\\Noselect \\HasChildren) \"/\" even");
        }
    }
}
