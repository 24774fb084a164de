// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CopyResult;
import org.pennypost.imap.engine.ReadOnly;

/**
 * COPY and MOVE, with numbers or UIDs.
 *
 * @param name the word
 * @param uids whether the set contains UIDs
 * @param move whether the originals go
 */
@Rfc(number = 9051, section = "6.4.7")
@Rfc(number = 9051, section = "6.4.8")
@Rfc(number = 3501, section = "6.4.7")
@Rfc(number = 4315, section = "3")
@Rfc(number = 6851, section = "3")
public record CopyCommand(String name, boolean uids, boolean move) implements Command {
    /** RFC 2180 §4.4.1; with UIDs, what is not there is passed over (RFC 3501 §6.4.8). */
    @Rfc(number = 2180, section = "4.4")
    private static final Outcome EXPUNGED =
            Outcome.no(ResponseCode.of("EXPUNGEISSUED"), "The messages have been expunged");

    @Override
    public Traits traits() {
        return Traits.selected().filing();
    }

    /** {@code copy = "COPY" SP sequence-set SP mailbox}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        SequenceSet set = in.sequenceSet();
        in.sp();
        MailboxName target = in.mailbox();
        Optional<Parameter.Edit<CopyPlan>> edit = Optional.empty();
        if (in.next(' ')) {
            edit = in.words().parameter(Slot.COPY_TAIL, in);
            if (edit.isEmpty()) {
                throw in.expected("the end of the command");
            }
        }
        in.end();
        List<Parameter.Edit<CopyPlan>> edits = edit.stream().toList();
        return (session, out) -> {
            Selection selection =
                    move ? ReadOnly.refuse(session) : session.selected().orElseThrow();
            UidSet messages = selection.resolve(set, uids);
            if (messages.isEmpty()) {
                return Outcome.done(name + " completed, of no messages");
            }
            CopyPlan plan = new CopyPlan(messages, target, move);
            edits.forEach(one -> one.apply(plan, session));
            CopyResult result = selection.mailbox().copy(plan, session.progress());
            if (result.uids().size() == 0) {
                return uids ? Outcome.done(name + " completed, of no messages") : EXPUNGED;
            }
            ResponseCode code = ResponseCode.of(
                    "COPYUID",
                    result.uidValidity(),
                    result.uids().originals(),
                    result.uids().copies());
            if (move) {
                // RFC 6851 §4.3: before the EXPUNGE rows, so untagged.
                out.untagged().atom("OK " + code + " Moved").end();
                return Outcome.done(name + " completed");
            }
            return Outcome.done(code, name + " completed");
        };
    }
}
