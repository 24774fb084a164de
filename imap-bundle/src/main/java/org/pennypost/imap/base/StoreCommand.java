// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.StorePlan;
import org.pennypost.imap.engine.ParameterList;

/**
 * STORE and UID STORE: changes flags.
 *
 * @param name the word
 * @param uids whether the set contains UIDs
 */
@Rfc(number = 9051, section = "6.4.6")
@Rfc(number = 9051, section = "6.4.9")
@Rfc(number = 3501, section = "6.4.6")
record StoreCommand(String name, boolean uids) implements Command {
    @Override
    public Traits traits() {
        return uids ? Traits.selected() : Traits.selected().usingNumbers();
    }

    /** What was asked. */
    record Wish(
            boolean uids, SequenceSet set, List<Parameter.Edit<StorePlan>> edits, FlagChange change, boolean silent) {}

    /** {@code store = "STORE" SP sequence-set [store-modifiers] SP store-att-flags}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        SequenceSet set = in.sequenceSet();
        in.sp();
        List<Parameter.Edit<StorePlan>> edits = List.of();
        int here = in.offset();
        if (in.next('(')) {
            in.back(here);
            edits = ParameterList.once(Slot.STORE_MODIFIER, in);
            in.sp();
        }
        FlagChange.Mode mode =
                in.next('+') ? FlagChange.Mode.ADD : in.next('-') ? FlagChange.Mode.REMOVE : FlagChange.Mode.REPLACE;
        boolean silent = in.word("FLAGS.SILENT");
        if (!silent && !in.word("FLAGS")) {
            throw in.expected("FLAGS");
        }
        in.sp();
        Flags flags = flags(in);
        in.end();
        Wish wish = new Wish(uids, set, edits, new FlagChange(mode, flags), silent);
        return new Call() {
            @Override
            public Outcome run(ImapSession session, ImapWriter out) {
                return StoreCall.begin(name, wish, session, out);
            }

            @Override
            public Outcome resume(ImapSession session, ImapWriter out, String position) {
                return StoreCall.resume(name, wish, session, out, position);
            }
        };
    }

    /** {@code flag-list / (flag *(SP flag))}. */
    private static Flags flags(ImapReader in) {
        int here = in.offset();
        if (in.next('(')) {
            in.back(here);
            return in.flagList();
        }
        List<Flag> flags = new ArrayList<>();
        do {
            flags.add(in.flag());
        } while (in.next(' '));
        return Flags.of(flags);
    }
}
