// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.imap.fetch.OpenMessage;
import org.pennypost.imap.mime.TextSearch;
import org.pennypost.imap.mime.UsualFields;

/** Says whether one message matches; reads it at most once for all texts that are looked for. */
@Rfc(number = 3501, section = "6.4.4")
final class MessageTest {
    private final OpenMessage message;
    private final MessageMeta meta;
    private final Condition condition;
    private @Nullable TextSearch search;

    /**
     * Makes a test.
     *
     * @param condition knows what {@link #matches} will look for
     */
    MessageTest(OpenMessage message, Condition condition) {
        this.message = message;
        this.meta = message.meta();
        this.condition = condition;
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
            return header(condition.field(header));
        }
        if (query instanceof SearchQuery.Sent sent) {
            return sentDay()
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

    private boolean header(Condition.Field field) {
        if (field.usual()) {
            UsualFields usual = message.usualFields();
            if (usual.isWhole()) {
                return usual.contains(field.name(), field.text());
            }
        }
        return field.text().isIn(message.header().values(field.name()));
    }

    private Optional<LocalDate> sentDay() {
        UsualFields usual = message.usualFields();
        return usual.isWhole()
                ? usual.field("date").sentDay()
                : message.header().sentDay();
    }

    private TextSearch search() {
        TextSearch done = search;
        if (done == null) {
            done = TextSearch.run(message.reading(), message.parts(), condition.texts());
            search = done;
        }
        return done;
    }
}
