// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Content;

class WriterTest {
    private final List<String> sent = new ArrayList<>();
    private final Writer out = new Writer(
            new Sink() {
                @Override
                public void write(ByteBuffer octets) {
                    sent.add(StandardCharsets.ISO_8859_1.decode(octets).toString());
                }

                @Override
                public void write(Content content, long offset, long length) {
                    sent.add("content " + offset + " " + length);
                    content.close();
                }
            },
            new NameForm());

    private String all() {
        out.flush();
        return String.join("|", sent);
    }

    @Test
    void writesTheGrammar() {
        out.untagged()
                .atom("X ")
                .number(7)
                .sp()
                .string("a\"b\\".getBytes(StandardCharsets.UTF_8))
                .sp();
        out.string("ä".getBytes(StandardCharsets.UTF_8))
                .sp()
                .mailbox(MailboxName.INBOX)
                .sp();
        out.mailbox(MailboxName.of(List.of("ä b", "c"))).sp().put('(');
        out.flags(Flags.of(Flag.SEEN, Flag.of("$Foo")))
                .put(')')
                .sp()
                .dateTime(837596665)
                .end();
        assertThat(all())
                .isEqualTo("* X 7 \"a\\\"b\\\\\" {2}\r\n\u00c3\u00a4 INBOX \"&AOQ- b/c\" (\\Seen $Foo) "
                        + "\"17-Jul-1996 09:44:25 +0000\"\r\n");
    }

    @Test
    void rowsAreSentTogetherAndContentsInTheirPlaces() {
        out.untagged().atom("1").end();
        out.untagged().literal(new Zeros(9), 2, 5).put(')').end();
        assertThat(sent).isEmpty();
        out.flush();
        assertThat(sent).containsExactly("* 1\r\n* {5}\r\n", "content 2 5", ")\r\n");
    }

    @Test
    void aRowNotEndedIsTakenBack() {
        out.untagged().atom("whole").end();
        out.untagged().atom("half ").literal(new Zeros(3), 0, 3);
        out.takeBack();
        out.line("a NO sorry");
        assertThat(all()).isEqualTo("* whole\r\na NO sorry\r\n");
    }

    @Test
    void flushKeepsTheRowThatIsOpen() {
        out.untagged().atom("one").end();
        out.untagged().atom("two");
        out.flush();
        out.atom("!").end();
        assertThat(all()).isEqualTo("* one\r\n|* two!\r\n");
    }

    @Test
    void nothingCanBreakALine() {
        assertThatThrownBy(() -> out.atom("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> out.put('\n')).isInstanceOf(IllegalArgumentException.class);
        out.takeBack();
        out.line("a OK x\r\n* evil");
        assertThat(all()).isEqualTo("a OK x??* evil\r\n");
    }

    @Test
    void muchIsSentInPieces() {
        for (int i = 0; i < 4000; i++) {
            out.untagged().number(i).atom(" FETCH (FLAGS ())").end();
        }
        out.flush();
        assertThat(sent).hasSizeBetween(2, 5);
        assertThat(String.join("", sent)).startsWith("* 0 FETCH").endsWith("* 3999 FETCH (FLAGS ())\r\n");
    }

    /** So many octets 0. */
    private record Zeros(long length) implements Content {
        @Override
        public int read(long offset, ByteBuffer target) {
            int count = (int) Math.min(target.remaining(), length - offset);
            target.put(new byte[count]);
            return count;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
