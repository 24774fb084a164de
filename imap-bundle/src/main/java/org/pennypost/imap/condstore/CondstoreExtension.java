// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.condstore;

import java.util.List;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.SelectPlan;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.StorePlan;

/** RFC 7162, its first half: mod-sequences at SELECT, STATUS, FETCH, STORE and SEARCH. */
@Rfc(number = 7162, section = "3.1")
@Rfc(number = 4551, section = "3")
public final class CondstoreExtension implements ImapExtension {
    /** Its name, and that of the feature. */
    static final String NAME = "CONDSTORE";

    /** Makes it. */
    public CondstoreExtension() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of(NAME);
    }

    @Override
    public List<FetchItem> fetchItems() {
        return List.of(new ModSeqItem());
    }

    @Override
    public List<SearchKey> searchKeys() {
        return List.of(new ModSeqKey());
    }

    @Override
    public List<StatusItem> statusItems() {
        return List.of(new HighestModSeq());
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(new SelectParameter(), new UnchangedSince(), new ChangedSince());
    }

    @Override
    public List<Teller> tellers() {
        return List.of(new ModSeqTeller());
    }

    @Override
    public List<Feature> features() {
        return List.of(() -> NAME);
    }

    /** FETCH MODSEQ; asking for it switches CONDSTORE on. */
    @Rfc(number = 7162, section = "3.1.4.2")
    private static final class ModSeqItem implements FetchItem, FetchItem.Part {
        @Override
        public String name() {
            return "MODSEQ";
        }

        @Override
        public Part parse(ImapReader in) {
            return this;
        }

        @Override
        public void asked(ImapSession session) {
            session.enable(NAME);
        }

        @Override
        public void plan(FetchPlan plan) {
            // mod-sequences always come
        }

        @Override
        public boolean write(Message message, ImapSession session, ImapWriter out) {
            out.atom("MODSEQ (").number(message.meta().modSeq()).put(')');
            return true;
        }
    }

    /** STATUS HIGHESTMODSEQ. */
    @Rfc(number = 7162, section = "3.1.7")
    private static final class HighestModSeq implements StatusItem {
        @Override
        public String name() {
            return "HIGHESTMODSEQ";
        }

        @Override
        public void asked(ImapSession session) {
            session.enable(NAME);
        }

        @Override
        public void write(MailboxStatus status, ImapWriter out) {
            out.atom("HIGHESTMODSEQ ").number(status.numbers().modSeq());
        }
    }

    /** {@code SELECT mailbox (CONDSTORE)}. */
    @Rfc(number = 7162, section = "3.1.8")
    private static final class SelectParameter implements Parameter<SelectPlan> {
        @Override
        public Slot<SelectPlan> slot() {
            return Slot.SELECT_PARAM;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Edit<SelectPlan> parse(ImapReader in) {
            in.word(NAME);
            return (plan, session) -> session.enable(NAME);
        }
    }

    /** {@code STORE set (UNCHANGEDSINCE n) …}. */
    @Rfc(number = 7162, section = "3.1.3")
    private static final class UnchangedSince implements Parameter<StorePlan> {
        @Override
        public Slot<StorePlan> slot() {
            return Slot.STORE_MODIFIER;
        }

        @Override
        public String name() {
            return "UNCHANGEDSINCE";
        }

        @Override
        public Edit<StorePlan> parse(ImapReader in) {
            in.word(name());
            in.sp();
            long modSeq = in.number();
            return (plan, session) -> {
                session.enable(NAME);
                plan.unchangedSince(modSeq);
            };
        }
    }

    /** {@code FETCH set items (CHANGEDSINCE n)}. */
    @Rfc(number = 7162, section = "3.1.4.1")
    private static final class ChangedSince implements Parameter<FetchPlan> {
        @Override
        public Slot<FetchPlan> slot() {
            return Slot.FETCH_MODIFIER;
        }

        @Override
        public String name() {
            return "CHANGEDSINCE";
        }

        @Override
        public Edit<FetchPlan> parse(ImapReader in) {
            in.word(name());
            in.sp();
            long modSeq = in.number();
            return (plan, session) -> {
                session.enable(NAME);
                plan.changedSince(modSeq);
            };
        }
    }

    /** HIGHESTMODSEQ at SELECT, always; MODSEQ in rows of flags, for those who have switched it on. */
    @Rfc(number = 7162, section = "3.1.2.1")
    @Rfc(number = 7162, section = "3.2")
    private static final class ModSeqTeller implements Teller {
        @Override
        public void opened(MailboxState mailbox, ImapSession session, ImapWriter out) {
            highest(mailbox.now().modSeq(), out);
        }

        @Override
        @Rfc(number = 7162, section = "3.1")
        public void enabled(String feature, Selection mailbox, ImapSession session, ImapWriter out) {
            if (feature.equals(NAME)) {
                highest(mailbox.modSeq(), out);
            }
        }

        private static void highest(long modSeq, ImapWriter out) {
            out.untagged()
                    .atom("OK [HIGHESTMODSEQ ")
                    .number(modSeq)
                    .atom("] Highest")
                    .end();
        }

        @Override
        public void changed(MessageMeta message, ImapSession session, ImapWriter out) {
            if (session.enabled().contains(NAME)) {
                out.atom(" MODSEQ (").number(message.modSeq()).put(')');
            }
        }
    }
}
