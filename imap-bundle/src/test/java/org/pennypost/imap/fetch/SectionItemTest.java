// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;
import org.pennypost.imap.mime.MimeSummary;
import org.pennypost.imap.mime.UsualFields;
import org.pennypost.imap.wire.Frames;
import org.pennypost.imap.wire.NameForm;
import org.pennypost.imap.wire.Reader;

class SectionItemTest {
    /** Sections depend on neither. */
    private static final ImapSession NOBODY = null;

    private static final ImapWords NO_WORDS = null;

    private static final String MAIL = String.join(
            "\r\n",
            "From: a@example.org",
            "Subject: two parts",
            "X-Own: mine",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "first",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "Subject: inner",
            "",
            "within",
            "--b--",
            "");

    private static FetchItem.Part part(String text) {
        Frames frames = new Frames();
        int name = Math.max(text.indexOf('['), 0);
        frames.append(text);
        Reader in = new Reader(frames, new NameForm(), NO_WORDS);
        in.back(name);
        boolean seen = text.toUpperCase(Locale.ROOT).startsWith("BODY[");
        FetchItem.Part part = new SectionItem(seen ? "BODY" : "BODY.PEEK", seen).parse(in);
        in.end();
        return part;
    }

    private static String row(String item, StoredMessage message) {
        Rows rows = new Rows();
        RowWriter row = new RowWriter(rows.writer);
        try (OpenMessage open = new OpenMessage(message, new MemoNotes(Progress.NONE))) {
            row.begin(1);
            row.item(part(item), open, NOBODY);
            row.finish();
        }
        return rows.text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BODY[TEXT]<0.3>                         | BODY[TEXT]<0> {3}~--b",
                "BODY.PEEK[TEXT]<2.1>                    | BODY[TEXT]<2> {1}~b",
                "BODY[]<9999.1>                          | BODY[]<9999> {0}~",
                "BODY[]<0.5>                             | BODY[]<0> {5}~From:",
                "BODY[HEADER.FIELDS (SUBJECT)]           | BODY[HEADER.FIELDS (SUBJECT)] {22}~Subject: two parts~~",
                "body[header.fields (Subject x-none)]    | BODY[HEADER.FIELDS (Subject x-none)] {22}~Subject: two parts~~",
                "BODY[HEADER.FIELDS (X-Own)]             | BODY[HEADER.FIELDS (X-Own)] {15}~X-Own: mine~~",
                "BODY[HEADER.FIELDS (\"Subject\")]<0.7>  | BODY[HEADER.FIELDS (Subject)]<0> {7}~Subject",
                "BODY[HEADER.FIELDS (\"a b\")]           | BODY[HEADER.FIELDS (\"a b\")] {2}~~",
                "BODY[HEADER.FIELDS.NOT (From Subject Content-Type)] | BODY[HEADER.FIELDS.NOT (From Subject Content-Type)] {15}~X-Own: mine~~",
                "BODY[1]                                 | BODY[1] {5}~first",
                "BODY[1.MIME]                            | BODY[1.MIME] {28}~Content-Type: text/plain~~",
                "BODY[2.HEADER]                          | BODY[2.HEADER] {18}~Subject: inner~~",
                "BODY[2.TEXT]                            | BODY[2.TEXT] {6}~within",
                "BODY[2.1]                               | BODY[2.1] {6}~within",
                "BODY[3]                                 | BODY[3] NIL",
                "BODY[1.HEADER]                          | BODY[1.HEADER] NIL",
                "BODY[3]<0.5>                            | BODY[3]<0> NIL"
            })
    void answers(String item, String answer) {
        StoredMessage message = new StoredMessage(MAIL);
        assertThat(row(item, message)).isEqualTo("* 1 FETCH (" + answer.replace("~", "\r\n") + ")\r\n");
        assertThat(message.open).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BODY[",
                "BODY[TEXT",
                "BODY[FOOT]",
                "BODY[MIME]",
                "BODY[0]",
                "BODY[1.]",
                "BODY[HEADER.FIELDS]",
                "BODY[HEADER.FIELDS ()]",
                "BODY[HEADER (Subject)]",
                "BODY[]<1>",
                "BODY[]<1.0>",
                "BODY[]<1.2",
                "BODY.PEEK"
            })
    void refuses(String item) {
        assertThatThrownBy(() -> part(item)).isInstanceOf(ImapSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BODY[]                              | true  | true  | false | false",
                "BODY.PEEK[]                         | false | true  | false | false",
                "BODY.PEEK[HEADER]                   | false | true  | false | false",
                "BODY.PEEK[1]                        | false | true  | true  | false",
                "BODY.PEEK[HEADER.FIELDS (From To)]  | false | false | false | true",
                "BODY[HEADER.FIELDS (X-Own)]         | true  | true  | false | false"
            })
    void plans(String item, boolean seen, boolean content, boolean structure, boolean fields) {
        FetchPlan plan = FetchPlan.of();
        part(item).plan(plan);
        assertThat(plan.seen()).isEqualTo(seen);
        assertThat(plan.wants(Need.CONTENT)).isEqualTo(content);
        assertThat(plan.memos().contains(MimeSummary.KEY)).isEqualTo(structure);
        assertThat(plan.memos().contains(UsualFields.KEY)).isEqualTo(fields);
    }

    @Test
    void streamsWhatIsLarge() {
        String body = "x".repeat(100_000);
        StoredMessage message = new StoredMessage("Subject: large\r\n\r\n" + body);
        assertThat(row("BODY[TEXT]", message)).isEqualTo("* 1 FETCH (BODY[TEXT] {100000}\r\n" + body + ")\r\n");
        assertThat(message.opened).isEqualTo(1);
        assertThat(message.open).isZero();
    }

    @Test
    void knowsBodyWithoutBracketsAsTheStructure() {
        assertThat(part("BODY.PEEK[]")).isInstanceOf(SectionPart.class);
        Frames frames = new Frames();
        Reader in = new Reader(frames, new NameForm(), NO_WORDS);
        assertThat(new SectionItem("BODY", true).parse(in)).isSameAs(StructureItem.BODY);
    }
}
