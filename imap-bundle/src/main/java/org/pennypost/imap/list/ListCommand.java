// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.ParameterList;
import org.pennypost.imap.wire.Reader;

/** LIST, in the form of RFC 3501 and in that of RFC 5258. */
@Rfc(number = 3501, section = "6.3.8")
@Rfc(number = 5258, section = "3")
@Rfc(number = 9051, section = "6.3.9")
final class ListCommand implements Command {
    @Override
    public String name() {
        return "LIST";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /**
     * {@code list = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]} (RFC 5258 §6). Whether it
     * is of the extended form decides what an empty pattern means, and what is told unasked.
     */
    @Override
    public Call parse(ImapReader in) {
        Reader reader = (Reader) in;
        List<Parameter.Edit<ListPlan>> options = new ArrayList<>();
        in.sp();
        int here = in.offset();
        boolean extended = reader.peek() == '(';
        if (extended) {
            options.addAll(options(Slot.LIST_SELECT, in));
            in.sp();
        }
        String reference = reader.pattern();
        in.sp();
        List<String> patterns = new ArrayList<>();
        if (in.next('(')) {
            extended = true;
            do {
                patterns.add(reader.pattern());
            } while (in.next(' '));
            in.expect(')');
        } else {
            patterns.add(reader.pattern());
        }
        if (in.next(' ')) {
            extended = true;
            if (!in.word("RETURN")) {
                throw in.expected("RETURN or the end of the command");
            }
            in.sp();
            options.addAll(options(Slot.LIST_RETURN, in));
        }
        in.end();
        return new ListCall(new ListCall.Wanted(here, extended), options, reference, patterns);
    }

    private static List<Parameter.Edit<ListPlan>> options(Slot<ListPlan> slot, ImapReader in) {
        int here = in.offset();
        in.expect('(');
        if (in.next(')')) {
            return List.of();
        }
        in.back(here);
        return ParameterList.parse(slot, in);
    }

    /** A LIST with its arguments. */
    private record ListCall(
            Wanted wanted, List<Parameter.Edit<ListPlan>> options, String reference, List<String> patterns)
            implements Call {
        /**
         * What is known of it besides.
         *
         * @param offset of its options
         * @param extended whether it has any of what RFC 5258 adds
         */
        record Wanted(int offset, boolean extended) {}

        @Override
        public Outcome run(ImapSession session, ImapWriter out) {
            if (!wanted.extended && patterns.get(0).isEmpty()) {
                ListRows.root(session, out);
                return Outcome.done("LIST completed");
            }
            return resume(session, out, "");
        }

        @Override
        public Outcome resume(ImapSession session, ImapWriter out, String position) {
            char separator = Engine.of(session).separator();
            ListPlan plan = plan(session);
            Patterns asked = Patterns.of(reference, patterns, separator);
            List<Found> found = new Selection(plan, asked, separator).of(session);
            ListRows rows = new ListRows("LIST", plan, wanted.extended, session, out);
            return Outcome.stream(rows.of(found, position));
        }

        private ListPlan plan(ImapSession session) {
            ListPlan plan = new ListPlan();
            options.forEach(option -> option.apply(plan, session));
            if (plan.isRecursive() && plan.selections().isEmpty()) {
                throw new ImapSyntaxException(
                        wanted.offset, "RECURSIVEMATCH together with an option such as SUBSCRIBED");
            }
            return wanted.extended ? plan : plan.returns(ListItem.CHILDREN).returns(ListItem.SPECIAL_USE);
        }
    }
}
