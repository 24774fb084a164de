// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.store.AppendPlan;

/** APPEND option {@code "20-JAN-2010"}: an internal date without time means midnight, UTC. */
final class BareDateOption implements Parameter<AppendPlan> {
    @Override
    public Slot<AppendPlan> slot() {
        return Slot.APPEND_OPTION;
    }

    @Override
    public String name() {
        return "DATE";
    }

    @Override
    public boolean opens(ImapReader in) {
        int start = in.offset();
        if (!in.next('"')) {
            return false;
        }
        in.back(start);
        try {
            in.date();
            return true;
        } catch (ImapSyntaxException e) {
            return false;
        }
    }

    @Override
    public Edit<AppendPlan> parse(ImapReader in) {
        LocalDate day = in.date();
        long second = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        return (plan, session) -> plan.internalDate(second);
    }
}
