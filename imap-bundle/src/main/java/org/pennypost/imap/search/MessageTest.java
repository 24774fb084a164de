// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.imap.fetch.OpenMessage;
import org.pennypost.imap.mime.HeaderBlock;
import org.pennypost.imap.mime.TextSearch;
import org.pennypost.imap.mime.UsualFields;

/** Says whether one message matches; reads it at most once for all texts that are looked for. */
@Rfc(number = 3501, section = "6.4.4")
final class MessageTest {
    private final OpenMessage message;
    private final MessageMeta meta;
    private final Set<String> texts;
    private @Nullable TextSearch search;

    /**
     * Makes a test.
     *
     * @param texts all that {@link #matches} will look for in the body
     */
    MessageTest(OpenMessage message, Set<String> texts) {
        this.message = message;
        this.meta = message.meta();
        this.texts = texts;
    }

    /** Queries are at most as deep as the reader allows. */
    boolean matches(SearchQuery query) {
        if (query instanceof SearchQuery.And and) {
            return and.all().stream().allMatch(this::matches);
        }
        if (query instanceof SearchQuery.Or or) {
            return matches(or.one()) || matches(or.other());
        }
        if (query instanceof SearchQuery.Not not) {
            return !matches(not.query());
        }
        if (query instanceof SearchQuery.Header header) {
            return header(header.name(), header.text());
        }
        if (query instanceof SearchQuery.Sent sent) {
            return message.usualFields()
                    .header()
                    .sentDay()
                    .map(day -> Condition.compares(day, sent.when(), sent.day()))
                    .orElse(false);
        }
        if (query instanceof SearchQuery.Body body) {
            return search().inBody(body.text());
        }
        if (query instanceof SearchQuery.Text text) {
            return search().inText(text.text());
        }
        return known(query);
    }

    /** What stores answer themselves, most of them at least. */
    private boolean known(SearchQuery query) {
        if (query instanceof SearchQuery.Uids uids) {
            return uids.uids().contains(meta.uid());
        }
        if (query instanceof SearchQuery.Has has) {
            return meta.flags().contains(has.flag());
        }
        if (query instanceof SearchQuery.Larger larger) {
            return meta.size() > larger.octets();
        }
        if (query instanceof SearchQuery.Smaller smaller) {
            return meta.size() < smaller.octets();
        }
        if (query instanceof SearchQuery.Received received) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(meta.internalDate()), ZoneId.systemDefault());
            return Condition.compares(day, received.when(), received.day());
        }
        if (query instanceof SearchQuery.ReceivedFrom from) {
            return meta.internalDate() >= from.second();
        }
        if (query instanceof SearchQuery.ModSeq modSeq) {
            return meta.modSeq() >= modSeq.atLeast();
        }
        throw new IllegalArgumentException("not a query for one message: " + query);
    }

    private boolean header(String name, String text) {
        HeaderBlock header =
                UsualFields.cover(List.of(name)) ? message.usualFields().header() : message.header();
        String wanted = folded(text);
        return header.values(name).stream().anyMatch(value -> folded(value).contains(wanted));
    }

    /** Without case, character by character, as the texts of bodies are compared. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private TextSearch search() {
        TextSearch done = search;
        if (done == null) {
            done = TextSearch.run(message.reading(), message.parts(), texts);
            search = done;
        }
        return done;
    }
}
