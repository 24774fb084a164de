// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.within;

import java.time.Clock;
import java.util.List;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;

/** RFC 5032: {@code SEARCH OLDER} and {@code YOUNGER}, in seconds before now. */
@Rfc(number = 5032, section = "2")
public final class WithinExtension implements ImapExtension {
    private static final long HIGHEST = 0xFFFFFFFFL;

    private final Clock clock;

    /** Makes it with the clock of the system. */
    public WithinExtension() {
        this(Clock.systemUTC());
    }

    WithinExtension(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "WITHIN";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("WITHIN");
    }

    @Override
    public List<SearchKey> searchKeys() {
        return List.of(new Age("OLDER"), new Age("YOUNGER"));
    }

    /** {@code search-key =/ ( "OLDER" / "YOUNGER" ) SP nz-number}. */
    @Rfc(number = 5032, section = "3")
    private final class Age implements SearchKey {
        private final String name;

        private Age(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public SearchTerm parse(ImapReader in) {
            in.sp();
            int from = in.offset();
            long seconds = in.number();
            if (seconds < 1 || seconds > HIGHEST) {
                in.back(from);
                throw in.expected("seconds from 1 to " + HIGHEST);
            }
            boolean younger = name.equals("YOUNGER");
            return session -> {
                long moment = clock.instant().getEpochSecond() - seconds;
                // at the moment itself a message is both older and younger
                return younger
                        ? new SearchQuery.ReceivedFrom(moment)
                        : new SearchQuery.Not(new SearchQuery.ReceivedFrom(moment + 1));
            };
        }
    }
}
