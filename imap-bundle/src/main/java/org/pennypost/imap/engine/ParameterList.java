// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.wire.Reader;

/** Parameters in parentheses, separated by spaces, such as {@code select-params} (RFC 4466 §2). */
@Rfc(number = 4466, section = "2")
public final class ParameterList {
    private ParameterList() {}

    /** Reads the list, parentheses included; at least one parameter. */
    public static <P> List<Parameter.Edit<P>> parse(Slot<P> slot, ImapReader in) {
        return parse(slot, in, word -> true);
    }

    /** Reads a list in which each parameter stands once at the most, such as {@code (UNCHANGEDSINCE 1)}. */
    @Rfc(number = 7162, section = "7")
    public static <P> List<Parameter.Edit<P>> once(Slot<P> slot, ImapReader in) {
        return parse(slot, in, new HashSet<String>()::add);
    }

    private static <P> List<Parameter.Edit<P>> parse(Slot<P> slot, ImapReader in, Predicate<String> allowed) {
        List<Parameter.Edit<P>> edits = new ArrayList<>();
        in.expect('(');
        do {
            int here = in.offset();
            String word = in.next(')') ? "" : ((Reader) in).atom("a parameter").toUpperCase(Locale.ROOT);
            in.back(here);
            if (!allowed.test(word)) {
                throw in.expected(word + " only once");
            }
            edits.add(in.words().parameter(slot, in).orElseThrow(() -> in.expected("a parameter")));
        } while (in.next(' '));
        in.expect(')');
        return edits;
    }
}
