// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Literal;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.Mailbox;

/** APPEND: a message from the client, which has become a draft as it came. */
@Rfc(number = 9051, section = "6.3.12")
@Rfc(number = 3501, section = "6.3.11")
final class AppendCommand implements Command {
    @Override
    public String name() {
        return "APPEND";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated().filing();
    }

    private record Options(List<Parameter.Edit<AppendPlan>> edits, Flags flags, OptionalLong date) {}

    /** {@code append = "APPEND" SP mailbox 1*append-message}; extensions may put options where flags and date stand. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        MailboxName mailbox = in.mailbox();
        in.sp();
        Options options = options(in);
        Literal message = in.literal(new LiteralSink.Message(mailbox));
        in.end();
        return (session, out) -> append(session, mailbox, options, message);
    }

    private static Options options(ImapReader in) {
        List<Parameter.Edit<AppendPlan>> edits = new ArrayList<>();
        Optional<Flags> flags = Optional.empty();
        OptionalLong date = OptionalLong.empty();
        while (opens(in, '(') || opens(in, '"')) {
            Optional<Parameter.Edit<AppendPlan>> edit = in.words().parameter(Slot.APPEND_OPTION, in);
            if (edit.isPresent()) {
                edits.add(edit.get());
            } else if (flags.isEmpty() && date.isEmpty() && opens(in, '(')) {
                flags = Optional.of(in.flagList());
            } else if (date.isEmpty() && opens(in, '"')) {
                date = OptionalLong.of(in.dateTime());
            } else {
                throw in.expected("a literal");
            }
            in.sp();
        }
        return new Options(edits, flags.orElse(Flags.NONE), date);
    }

    private static boolean opens(ImapReader in, char octet) {
        int here = in.offset();
        boolean opens = in.next(octet);
        in.back(here);
        return opens;
    }

    private static Outcome append(ImapSession session, MailboxName name, Options options, Literal message) {
        try (Mailbox mailbox = session.account().open(name, Access.UPDATE, Bell.SILENT)) {
            AppendPlan plan = new AppendPlan(draft(mailbox, message)).flags(options.flags);
            options.date.ifPresent(plan::internalDate);
            for (Parameter.Edit<AppendPlan> edit : options.edits) {
                edit.apply(plan, session);
            }
            AppendResult result = mailbox.commit(List.of(plan), session.progress());
            return Outcome.done(ResponseCode.of("APPENDUID", result.uidValidity(), result.uids()), "APPEND completed");
        }
    }

    private static Draft draft(Mailbox mailbox, Literal message) {
        Optional<Draft> draft = message.draft();
        if (draft.isPresent()) {
            return draft.get();
        }
        Draft made = mailbox.draft(message.size());
        made.append(ByteBuffer.wrap(message.octets()));
        return made;
    }
}
