// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.wire.Reader;

/** SEARCH and UID SEARCH. The keys are words like any other, whoever brings them. */
@Rfc(number = 3501, section = "6.4.4")
@Rfc(number = 9051, section = "6.4.9")
public final class SearchCommand implements Command {
    private static final Outcome BAD_CHARSET =
            Outcome.no(ResponseCode.of("BADCHARSET", "(US-ASCII UTF-8)"), "The server does not know this charset");

    private final boolean uids;

    /** Makes the command, or its UID form. */
    public SearchCommand(boolean uids) {
        this.uids = uids;
    }

    @Override
    public String name() {
        return uids ? "UID SEARCH" : "SEARCH";
    }

    @Override
    public Traits traits() {
        return uids ? Traits.selected() : Traits.selected().usingNumbers();
    }

    /** {@code search = "SEARCH" [SP "CHARSET" SP astring] 1*(SP search-key)} (RFC 3501 §9). */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        Optional<Charset> charset = in.word("CHARSET") ? charset(in) : Optional.of(StandardCharsets.UTF_8);
        // Strings in an unknown charset are read all the same, so that nothing of the command is taken for another.
        Charset told = charset.orElse(StandardCharsets.ISO_8859_1);
        if (in instanceof Reader reader) {
            reader.charset(told);
        }
        List<SearchTerm> terms = new ArrayList<>();
        do {
            terms.add(in.words().searchKey(in));
        } while (in.next(' '));
        in.end();
        return charset.isPresent() ? new SearchCall(uids, terms) : (session, out) -> BAD_CHARSET;
    }

    private static Optional<Charset> charset(ImapReader in) {
        in.sp();
        String name = in.astring();
        in.sp();
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
