// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.liststatus;

import java.util.List;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.ListPlan;
import org.pennypost.api.imap.ListRow;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.status.StatusRow;

/** RFC 5819. */
public final class ListStatusExtension implements ImapExtension {
    /** Makes it. */
    public ListStatusExtension() {}

    @Override
    public String name() {
        return "LIST-STATUS";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("LIST-STATUS");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(new StatusOption());
    }

    /** {@code status-option = "STATUS" SP "(" status-att *(SP status-att) ")"}. */
    @Rfc(number = 5819, section = "2")
    @Rfc(number = 5819, section = "4")
    private static final class StatusOption implements Parameter<ListPlan> {
        @Override
        public Slot<ListPlan> slot() {
            return Slot.LIST_RETURN;
        }

        @Override
        public String name() {
            return "STATUS";
        }

        @Override
        public Edit<ListPlan> parse(ImapReader in) {
            in.word(name());
            in.sp();
            List<StatusItem> items = StatusRow.items(in);
            return (plan, session) -> {
                StatusRow.plan(items, plan.status(), session);
                plan.returns(new StatusRows(items));
            };
        }
    }

    private record StatusRows(List<StatusItem> items) implements ListPlan.Item {
        @Override
        public String name() {
            return "STATUS";
        }

        @Override
        public void after(ListRow row, ImapWriter out) {
            row.status().ifPresent(status -> StatusRow.write(row.entry().name(), items, status, out));
        }
    }
}
