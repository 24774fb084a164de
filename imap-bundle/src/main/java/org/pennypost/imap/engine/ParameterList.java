// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.plugin.Rfc;

/** Parameters in parentheses, separated by spaces, such as {@code select-params} (RFC 4466 §2). */
@Rfc(number = 4466, section = "2")
public final class ParameterList {
    private ParameterList() {}

    /** Reads the list, parentheses included; at least one parameter. */
    public static <P> List<Parameter.Edit<P>> parse(Slot<P> slot, ImapReader in) {
        List<Parameter.Edit<P>> edits = new ArrayList<>();
        in.expect('(');
        do {
            edits.add(in.words().parameter(slot, in).orElseThrow(() -> in.expected("a parameter")));
        } while (in.next(' '));
        in.expect(')');
        return edits;
    }
}
