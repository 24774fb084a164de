// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.qresync;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;

/** RFC 7162, its second half: a client that has been away is told what went and what changed, and nothing else. */
@Rfc(number = 7162, section = "3.2")
@Rfc(number = 5162, section = "3")
public final class QresyncExtension implements ImapExtension {
    /** Its name, and that of the feature. */
    static final String NAME = "QRESYNC";

    /** Most ranges in one row. */
    private static final int RANGES = 1000;

    /** Makes it. */
    public QresyncExtension() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of(NAME);
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(new QresyncParameter(), new VanishedModifier());
    }

    @Override
    public List<Teller> tellers() {
        return List.of(new VanishedTeller());
    }

    @Override
    public List<Feature> features() {
        return List.of(new Qresync());
    }

    /** Refuses what only those may use who have enabled QRESYNC: BAD (RFC 7162 §3.2.3). */
    static void mustBeEnabled(ImapSession session, int offset) {
        if (!session.enabled().contains(NAME)) {
            throw new ImapSyntaxException(offset, "ENABLE QRESYNC before it");
        }
    }

    /** Returns the members up to the end of a range that still fits into one row. */
    static UidSet row(UidSet uids) {
        return uids.ranges() <= RANGES ? uids : uids.intersect(UidSet.range(1, uids.last(RANGES - 1)));
    }

    /** Writes that messages went while the client was away. */
    @Rfc(number = 7162, section = "3.2.10.1")
    static void earlier(UidSet uids, ImapWriter out) {
        out.untagged().atom("VANISHED (EARLIER) ").atom(uids.toString()).end();
    }

    /** ENABLE QRESYNC; CONDSTORE is enabled with it. */
    @Rfc(number = 7162, section = "3.2.3")
    private static final class Qresync implements Feature {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<String> implies() {
            return List.of("CONDSTORE");
        }
    }

    /** {@code UID FETCH set items (CHANGEDSINCE n VANISHED)}. */
    @Rfc(number = 7162, section = "3.2.6")
    private static final class VanishedModifier implements Parameter<FetchPlan> {
        @Override
        public Slot<FetchPlan> slot() {
            return Slot.FETCH_MODIFIER;
        }

        @Override
        public String name() {
            return "VANISHED";
        }

        @Override
        public Edit<FetchPlan> parse(ImapReader in) {
            int offset = in.offset();
            in.word(name());
            return (plan, session) -> {
                mustBeEnabled(session, offset);
                plan.vanished();
            };
        }
    }

    /** VANISHED in the place of EXPUNGE, and HIGHESTMODSEQ where the client could take another for its own. */
    @Rfc(number = 7162, section = "3.2.10")
    private static final class VanishedTeller implements Teller {
        @Override
        @Rfc(number = 7162, section = "3.2.10.2")
        public boolean vanished(UidSet uids, ImapSession session, ImapWriter out) {
            if (!session.enabled().contains(NAME)) {
                return false;
            }
            for (UidSet left = uids; !left.isEmpty(); left = left.minus(row(left))) {
                out.untagged().atom("VANISHED ").atom(row(left).toString()).end();
            }
            return true;
        }

        @Override
        public void vanishedEarlier(UidSet uids, ImapSession session, ImapWriter out) {
            for (UidSet left = uids; !left.isEmpty(); left = left.minus(row(left))) {
                earlier(row(left), out);
            }
        }

        @Override
        @Rfc(number = 7162, section = "3.2.7")
        @Rfc(number = 7162, section = "3.2.9")
        @Rfc(number = 6851, section = "4.4")
        public Optional<ResponseCode> completed(Selection mailbox, Told told, ImapSession session) {
            // of messages that came, too: else a client that wrote them itself asks for them all again the next time
            boolean moved = told.vanished() || told.owed() || told.came();
            if (!session.enabled().contains(NAME) || !moved) {
                return Optional.empty();
            }
            return Optional.of(ResponseCode.of("HIGHESTMODSEQ", mailbox.modSeq()));
        }
    }
}
