// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;

class ReaderTest {
    private static final ImapWords NONE = new ImapWords() {
        @Override
        public <P> Optional<Parameter.Edit<P>> parameter(Slot<P> slot, ImapReader in) {
            return Optional.empty();
        }

        @Override
        public SearchTerm searchKey(ImapReader in) {
            throw in.expected("a search key");
        }

        @Override
        public StatusItem statusItem(ImapReader in) {
            throw in.expected("a status item");
        }
    };

    private static Reader reader(String text) {
        Frames frames = new Frames();
        frames.append(text);
        return new Reader(frames, new NameForm(), NONE, CommandLimits.SHIPPED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            astring  | abc]         | abc]
            astring  | "a\\"b\\\\c" | 'a"b\\c'
            astring  | ""           | ''
            atom     | a+b rest     | a+b
            number   | 9223372036854775807 | 9223372036854775807
            sequence | 1,3:5,*:7,4294967295 | '[1:1, 3:5, 0:7, 4294967295:4294967295]'
            sequence | $            | []
            flags    | (\\seen $Foo \\SEEN) | '\\Seen $Foo'
            flags    | ()           | ''
            date     | 1-Feb-1994   | 1994-02-01
            date     | "1-Feb-1994" | 1994-02-01
            datetime | "17-Jul-1996 02:44:25 -0700" | 837596665
            mailbox  | inbox        | INBOX
            mailbox  | "&AOQ-/b/"   | ä/b
            """)
    void reads(String what, String text, String value) {
        Reader in = reader(text);
        String read = switch (what) {
            case "astring" -> in.astring();
            case "atom" -> in.atom();
            case "number" -> Long.toString(in.number());
            case "sequence" ->
                in.sequenceSet().ranges().stream()
                        .map(range -> range.from() + ":" + range.to())
                        .toList()
                        .toString();
            case "flags" -> in.flagList().toString();
            case "date" -> in.date().toString();
            case "datetime" -> Long.toString(in.dateTime());
            default -> in.mailbox().toString();
        };
        assertThat(read).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            astring  | (        | expected an astring at octet 0
            astring  | "abc     | expected a closing quote at octet 4
            astring  | "a\\b"   | expected a quoted character at octet 3
            astring  | {3}abc   | expected a literal at octet 3
            number   | 9223372036854775808 | expected a number below 2^63 at octet 0
            number   | x        | expected a number at octet 0
            sequence | 0        | expected numbers from 1 to 4294967295 at octet 0
            sequence | 1:       | expected a sequence set at octet 2
            sequence | 4294967296 | expected numbers from 1 to 4294967295 at octet 0
            flags    | (\\Recent) | expected a system flag that can be set at octet 1
            flags    | (a  b)   | expected a flag at octet 3
            date     | 31-Feb-1994 | expected a date at octet 0
            datetime | "17-Jul-1996" | expected a date-time at octet 0
            """)
    void refusesAndTakesNothing(String what, String text, String message) {
        Reader in = reader(text);
        Function<Reader, Object> read = switch (what) {
            case "astring" -> Reader::astring;
            case "number" -> Reader::number;
            case "sequence" -> Reader::sequenceSet;
            case "flags" -> Reader::flagList;
            case "date" -> Reader::date;
            default -> Reader::dateTime;
        };
        assertThatThrownBy(() -> read.apply(in))
                .isInstanceOf(ImapSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void aLiteralThatHasNotComeIsAskedFor() {
        Reader in = reader("{3}\r\n");
        assertThatThrownBy(() -> in.literal(new LiteralSink.Message(MailboxName.INBOX)))
                .isInstanceOfSatisfying(
                        NeedLiteral.class,
                        need -> assertThat(need.sink()).isEqualTo(new LiteralSink.Message(MailboxName.INBOX)));
        assertThat(reader("{3+}\r\nabc def").astring()).isEqualTo("abc");
        assertThatThrownBy(() -> reader("{3}\r\na\0c").astring()).hasMessage("expected no NUL in a literal at octet 5");
    }

    @Test
    void namesThatCannotBeAreRefusedByValue() {
        for (String name : List.of("../x", "\"/etc\"", "a//b", "&bad", "\"\"")) {
            assertThatThrownBy(() -> reader(name).mailbox()).as(name).isInstanceOf(MailException.class);
        }
    }

    @Test
    void wordsEndWhereAtomsEnd() {
        Reader in = reader("FLAGS.SILENT");
        assertThat(in.word("FLAGS")).isFalse();
        assertThat(in.word("flags.silent")).isTrue();
        in.end();
    }

    @Property(tries = 2000)
    void nothingButSyntaxIsThrown(@ForAll @Size(max = 60) byte[] octets) {
        Frames frames = new Frames();
        frames.append(java.nio.ByteBuffer.wrap(octets), octets.length);
        List<Function<Reader, Object>> all = List.of(
                Reader::astring,
                Reader::sequenceSet,
                Reader::flagList,
                Reader::mailbox,
                Reader::dateTime,
                Reader::date,
                Reader::pattern,
                Reader::string,
                Reader::tag);
        for (Function<Reader, Object> read : all) {
            Reader in = new Reader(frames, new NameForm(), NONE, CommandLimits.SHIPPED);
            try {
                assertThat(read.apply(in)).isNotNull();
            } catch (ImapSyntaxException | MailException | NeedLiteral expected) {
                assertThat(in.offset()).isLessThanOrEqualTo(octets.length);
            }
        }
    }
}
