// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.qresync;

import java.util.Optional;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SelectPlan;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;

/** {@code SELECT mailbox (QRESYNC (uidvalidity modseq [known-uids] [seq-match-data]))}. */
@Rfc(number = 7162, section = "3.2.5")
final class QresyncParameter implements Parameter<SelectPlan> {
    private static final long HIGHEST = 0xFFFFFFFFL;

    @Override
    public Slot<SelectPlan> slot() {
        return Slot.SELECT_PARAM;
    }

    @Override
    public String name() {
        return QresyncExtension.NAME;
    }

    /**
     * {@code select-param =/ "QRESYNC" SP "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"}.
     */
    @Override
    public Edit<SelectPlan> parse(ImapReader in) {
        int offset = in.offset();
        in.word(name());
        in.sp();
        in.expect('(');
        int here = in.offset();
        long uidValidity = in.number();
        if (uidValidity < 1 || uidValidity > HIGHEST) {
            in.back(here);
            throw in.expected("a UIDVALIDITY from 1 to 4294967295");
        }
        in.sp();
        long modSeq = in.number();
        Optional<UidSet> known = Optional.empty();
        Optional<MatchData> match = Optional.empty();
        if (in.next(' ')) {
            here = in.offset();
            if (!in.next('(')) {
                known = Optional.of(set(in));
            }
            in.back(known.isPresent() ? in.offset() : here);
            if (known.isEmpty() || in.next(' ')) {
                match = Optional.of(match(in));
            }
        }
        in.expect(')');
        Resync resync = new Resync(new Resync.Known(uidValidity, modSeq, known, match));
        return (plan, session) -> {
            QresyncExtension.mustBeEnabled(session, offset);
            plan.then(resync);
        };
    }

    /** {@code seq-match-data = "(" known-sequence-set SP known-uid-set ")"}. */
    @Rfc(number = 7162, section = "3.2.5.2")
    private static MatchData match(ImapReader in) {
        in.expect('(');
        UidSet numbers = ascending(in);
        in.sp();
        int here = in.offset();
        UidSet uids = ascending(in);
        if (uids.count() != numbers.count()) {
            in.back(here);
            throw in.expected("as many UIDs as message numbers");
        }
        in.expect(')');
        return new MatchData(numbers, uids);
    }

    /** {@code sequence-set} without {@code *}. */
    private static UidSet set(ImapReader in) {
        int here = in.offset();
        SequenceSet set = in.sequenceSet();
        for (SequenceSet.Range range : set.ranges()) {
            if (range.from() == SequenceSet.STAR || range.to() == SequenceSet.STAR) {
                in.back(here);
                throw in.expected("a set without *");
            }
        }
        if (set.isSaved()) {
            in.back(here);
            throw in.expected("a set of numbers");
        }
        return set.resolve(SequenceSet.STAR);
    }

    private static UidSet ascending(ImapReader in) {
        int here = in.offset();
        SequenceSet set = in.sequenceSet();
        long last = 0;
        for (SequenceSet.Range range : set.ranges()) {
            if (range.from() <= last || (range.to() < range.from())) {
                in.back(here);
                throw in.expected("numbers in ascending order, without *");
            }
            last = range.to();
        }
        in.back(here);
        return set(in);
    }
}
