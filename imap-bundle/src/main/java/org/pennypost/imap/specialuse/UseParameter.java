// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.specialuse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapRefusedException;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.CreatePlan;

/**
 * {@code create-param =/ "USE" SP "(" [use-attr *(SP use-attr)] ")"}. Mailboxes that would have to show what is in others
 * ({@code \All}, {@code \Flagged}, {@code \Important}) cannot be made.
 */
@Rfc(number = 6154, section = "3")
@Rfc(number = 6154, section = "6")
final class UseParameter implements Parameter<CreatePlan> {
    private static final Set<SpecialUse> KNOWN =
            EnumSet.of(SpecialUse.ARCHIVE, SpecialUse.DRAFTS, SpecialUse.JUNK, SpecialUse.SENT, SpecialUse.TRASH);

    @Override
    public Slot<CreatePlan> slot() {
        return Slot.CREATE_PARAM;
    }

    @Override
    public String name() {
        return "USE";
    }

    @Override
    public Edit<CreatePlan> parse(ImapReader in) {
        in.word(name());
        in.sp();
        in.expect('(');
        List<String> attributes = new ArrayList<>();
        if (!in.next(')')) {
            do {
                in.expect('\\');
                attributes.add("\\" + in.atom());
            } while (in.next(' '));
            in.expect(')');
        }
        return (plan, session) -> attributes.forEach(attribute -> plan.use(SpecialUse.of(attribute)
                .filter(KNOWN::contains)
                .orElseThrow(() ->
                        new ImapRefusedException(ResponseCode.of("USEATTR"), attribute + " is not supported here"))));
    }
}
