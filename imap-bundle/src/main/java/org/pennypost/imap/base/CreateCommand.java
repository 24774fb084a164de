// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import java.util.function.Supplier;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.imap.engine.ParameterList;
import org.pennypost.imap.wire.Reader;

/** CREATE: a new mailbox. */
@Rfc(number = 9051, section = "6.3.4")
@Rfc(number = 3501, section = "6.3.3")
final class CreateCommand implements Command {
    private final Supplier<MailboxLimits> limits;

    CreateCommand(Supplier<MailboxLimits> limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "CREATE";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code create = "CREATE" SP mailbox [create-params]}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        boolean parent = ((Reader) in).endsWithSeparator();
        MailboxName mailbox = in.mailbox();
        List<Parameter.Edit<CreatePlan>> edits = in.next(' ') ? ParameterList.parse(Slot.CREATE_PARAM, in) : List.of();
        in.end();
        return (session, out) -> {
            CreatePlan plan = new CreatePlan();
            if (parent) {
                plan.parent();
            }
            for (Parameter.Edit<CreatePlan> edit : edits) {
                edit.apply(plan, session);
            }
            limits.get().beforeCreate(mailbox, session);
            session.account().create(mailbox, plan);
            return Outcome.done("CREATE completed");
        };
    }
}
