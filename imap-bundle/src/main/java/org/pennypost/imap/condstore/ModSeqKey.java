// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.condstore;

import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWords.SearchTerm;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;

/**
 * SEARCH MODSEQ; asking for it switches CONDSTORE on. The entry that may be named makes no difference: a message has one
 * mod-sequence for all its flags.
 */
@Rfc(number = 7162, section = "3.1.5")
final class ModSeqKey implements SearchKey {
    @Override
    public String name() {
        return "MODSEQ";
    }

    /** {@code "MODSEQ" [SP entry-name SP ("priv" / "shared" / "all")] SP mod-sequence-valzer}. */
    @Override
    public SearchTerm parse(ImapReader in) {
        in.sp();
        if (in.next('"')) {
            int here = in.offset() - 1;
            in.back(here);
            if (!in.string().startsWith("/flags/")) {
                in.back(here);
                throw in.expected("an entry, such as \"/flags/$Label1\"");
            }
            in.sp();
            if (!in.word("priv") && !in.word("shared") && !in.word("all")) {
                throw in.expected("\"priv\", \"shared\" or \"all\"");
            }
            in.sp();
        }
        SearchQuery query = new SearchQuery.ModSeq(in.number());
        return session -> {
            session.enable(CondstoreExtension.NAME);
            return query;
        };
    }
}
