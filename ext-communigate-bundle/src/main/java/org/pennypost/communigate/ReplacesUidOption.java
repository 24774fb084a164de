// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.store.AppendPlan;

/**
 * APPEND option {@code (REPLACESUID(n) [CHECKOLDEXISTS])}: the new message takes the place of UID n of the same mailbox;
 * with CHECKOLDEXISTS only if UID n is there.
 *
 * <p>A list that begins otherwise is not ours: {@code (CHECKOLDEXISTS)} alone is a flag list where one may stand.
 */
final class ReplacesUidOption implements Parameter<AppendPlan> {
    private static final long HIGHEST = 0xFFFFFFFFL;

    @Override
    public Slot<AppendPlan> slot() {
        return Slot.APPEND_OPTION;
    }

    @Override
    public String name() {
        return "REPLACESUID";
    }

    @Override
    public boolean opens(ImapReader in) {
        return in.next('(') && in.word(name()) && in.next('(');
    }

    @Override
    public Edit<AppendPlan> parse(ImapReader in) {
        in.expect('(');
        in.word(name());
        in.expect('(');
        long uid = in.number();
        if (uid < 1 || uid > HIGHEST) {
            throw in.expected("a UID");
        }
        in.expect(')');
        boolean mustExist = in.next(' ');
        if (mustExist && !in.word("CHECKOLDEXISTS")) {
            throw in.expected("CHECKOLDEXISTS");
        }
        in.expect(')');
        AppendPlan.Replaced replaced = new AppendPlan.Replaced(null, uid, mustExist);
        return (plan, session) -> plan.replacing(replaced);
    }
}
