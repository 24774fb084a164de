// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.failure;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Message;

/** An extension that does everything wrong that it can. */
final class Rogue implements ImapExtension {
    /** What its commands do when they run, by name. */
    static final Map<String, Call> CALLS = Map.of(
            "X-THROWS",
                    (session, out) -> {
                        throw new IllegalStateException("on purpose");
                    },
            "X-LACKS-A-CLASS",
                    (session, out) -> {
                        throw new NoClassDefFoundError("on purpose");
                    },
            "X-RETURNS-NULL", (session, out) -> nothing(),
            "X-OVERFLOWS", (session, out) -> Outcome.done("deep: " + deep(0)),
            "X-WRITES-CRLF",
                    (session, out) -> {
                        out.untagged().atom("X\r\nt OK injected").end();
                        return Outcome.done("written");
                    },
            "X-SAYS-CRLF", (session, out) -> Outcome.done("said\r\nt OK injected"),
            "X-LEAVES-A-ROW",
                    (session, out) -> {
                        out.untagged().atom("HALF");
                        return Outcome.done("left");
                    },
            "X-THROWS-IN-A-ROW",
                    (session, out) -> {
                        out.untagged().atom("HALF");
                        throw new IllegalStateException("on purpose");
                    });

    @SuppressWarnings("InfiniteRecursion") // on purpose: the stack overflows
    private static int deep(int depth) {
        return deep(depth + 1) + deep(depth + 2);
    }

    /** Nothing, where something must be: what a class compiled without null checks may return. */
    @SuppressWarnings("NullAway")
    private static <T> T nothing() {
        return null;
    }

    @Override
    public String name() {
        return "X-ROGUE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        throw new IllegalStateException("on purpose");
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new java.util.ArrayList<>();
        CALLS.forEach((name, call) -> commands.add(command(name, () -> call)));
        commands.add(command("X-PARSES-NULL", Rogue::nothing));
        commands.add(command("X-THROWS-IN-PARSE", () -> {
            throw new IllegalStateException("on purpose");
        }));
        commands.add(command("X-LACKS-IN-PARSE", () -> {
            throw new NoSuchMethodError("on purpose");
        }));
        return commands;
    }

    private static Command command(String name, Supplier<Call> parsed) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Traits traits() {
                return Traits.authenticated();
            }

            @Override
            public Call parse(ImapReader in) {
                Call call = parsed.get();
                in.end();
                return call;
            }
        };
    }

    @Override
    public List<FetchItem> fetchItems() {
        return List.of(new FetchItem() {
            @Override
            public String name() {
                return "X-ITEM";
            }

            @Override
            public Part parse(ImapReader in) {
                return new Part() {
                    @Override
                    public void plan(FetchPlan plan) {}

                    @Override
                    public boolean write(Message message, ImapSession session, ImapWriter out) {
                        out.atom("X-ITEM ");
                        throw new IllegalStateException("on purpose");
                    }
                };
            }
        });
    }

    @Override
    public List<StatusItem> statusItems() {
        return List.of(new StatusItem() {
            @Override
            public String name() {
                return "X-STATUS";
            }

            @Override
            public void write(MailboxStatus status, ImapWriter out) {
                throw new IllegalStateException("on purpose");
            }
        });
    }

    @Override
    public List<SearchKey> searchKeys() {
        return List.of(new SearchKey() {
            @Override
            public String name() {
                return "X-KEY";
            }

            @Override
            public ImapWords.SearchTerm parse(ImapReader in) {
                return nothing();
            }
        });
    }

    @Override
    public List<Teller> tellers() {
        return List.of(new Teller() {
            @Override
            public void opened(MailboxState mailbox, ImapSession session, ImapWriter out) {
                out.untagged().atom("HALF");
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void changed(MessageMeta message, ImapSession session, ImapWriter out) {
                out.atom(" HALF");
                throw new IllegalStateException("on purpose");
            }

            @Override
            public boolean vanished(UidSet uids, ImapSession session, ImapWriter out) {
                throw new NoClassDefFoundError("on purpose");
            }
        });
    }

    @Override
    public List<Feature> features() {
        return List.of(new Feature() {
            @Override
            public String name() {
                return "X-FEATURE";
            }

            @Override
            public boolean mayEnable(ImapSession session) {
                throw new IllegalStateException("on purpose");
            }
        });
    }
}
