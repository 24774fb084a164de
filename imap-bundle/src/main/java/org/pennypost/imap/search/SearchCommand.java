// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchPlan;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.ParameterList;
import org.pennypost.imap.wire.NeedLiteral;
import org.pennypost.imap.wire.Reader;

/** SEARCH and UID SEARCH. The keys are words like any other, whoever brings them. */
@Rfc(number = 3501, section = "6.4.4")
@Rfc(number = 9051, section = "6.4.9")
public final class SearchCommand implements Command {
    /** Every charset of Java is understood; those that mail is written in are told. */
    private static final String KNOWN = Stream.of(
                    "US-ASCII UTF-8 ISO-8859-1 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-5 ISO-8859-6 ISO-8859-7"
                            + " ISO-8859-8 ISO-8859-9 ISO-8859-13 ISO-8859-15 windows-1250 windows-1251 windows-1252"
                            + " windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 KOI8-R"
                            + " KOI8-U ISO-2022-JP Shift_JIS EUC-JP EUC-KR GB2312 GBK GB18030 Big5 TIS-620")
            .flatMap(names -> Stream.of(names.split(" ")))
            .filter(Charset::isSupported)
            .collect(Collectors.joining(" ", "(", ")"));

    private static final Outcome BAD_CHARSET =
            Outcome.no(ResponseCode.of("BADCHARSET", KNOWN), "The server does not know this charset");

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

    /**
     * {@code search = "SEARCH" [search-return-opts] SP search-program}, {@code search-program = ["CHARSET" SP charset SP]
     * search-key *(SP search-key)} (RFC 4466 §6).
     */
    @Override
    @Rfc(number = 4466, section = "2.6")
    public Call parse(ImapReader in) {
        in.sp();
        SearchCall.Wanted wanted = new SearchCall.Wanted(in.tag(), uids, options(in));
        Optional<Charset> charset = in.word("CHARSET") ? charset(in) : Optional.of(StandardCharsets.UTF_8);
        // Strings in an unknown charset are read all the same, so that nothing of the command is taken for another.
        Charset told = charset.orElse(StandardCharsets.ISO_8859_1);
        Reader reader = (Reader) in;
        reader.charset(told);
        List<SearchTerm> terms = new ArrayList<>();
        try {
            do {
                terms.add(in.words().searchKey(in));
                if (reader.tooManyKeys()) {
                    return SearchCall.refusing(wanted, tooMany(reader.limits().keys()));
                }
            } while (in.next(' '));
        } catch (NeedLiteral literal) {
            throw literal.refusing(no -> SearchCall.refusing(wanted, no));
        }
        in.end();
        return charset.isPresent() ? new SearchCall(wanted, terms) : SearchCall.refusing(wanted, BAD_CHARSET);
    }

    private static Outcome tooMany(int most) {
        return Outcome.no(ResponseCode.of("LIMIT"), "A SEARCH has at most " + most + " keys");
    }

    /** {@code search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"}. */
    private static Optional<List<Parameter.Edit<SearchPlan>>> options(ImapReader in) {
        if (!in.word("RETURN")) {
            return Optional.empty();
        }
        in.sp();
        int here = in.offset();
        in.expect('(');
        List<Parameter.Edit<SearchPlan>> options = List.of();
        if (!in.next(')')) {
            in.back(here);
            options = ParameterList.parse(Slot.SEARCH_RETURN, in);
        }
        in.sp();
        return Optional.of(options);
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
