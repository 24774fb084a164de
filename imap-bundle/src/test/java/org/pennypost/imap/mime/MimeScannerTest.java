// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;

class MimeScannerTest {
    private static MimePart scan(String message) {
        return MimeScanner.scan(OctetContent.of(message));
    }

    @Test
    void tellsWhatAPartIs() {
        MimePart root = MimeScanner.scan(OctetContent.of(AwkwardMessagesTest.octets("53-alternative-nested.eml")));
        assertThat(root.kind()).isEqualTo(MimePart.Kind.MULTIPART);
        assertThat(root.isMessage()).isTrue();
        assertThat(root.parameter("boundary")).contains("outer");
        MimePart html = root.children().get(0).children().get(1);
        assertThat(html.is("text", "html")).isTrue();
        assertThat(html.parameter("charset")).contains("utf-8");
        assertThat(html.lines()).isZero();
        assertThat(root.children().get(1).encoding()).isEqualTo("base64");
        assertThat(root.children().get(1).isMessage()).isFalse();
    }

    @Test
    void partsBelowTheDepthAreOpaque() {
        MimeLimits limits = new MimeLimits(1, 100, 1000, 70, 10_000);
        MimePart root =
                MimeScanner.scan(OctetContent.of(AwkwardMessagesTest.octets("53-alternative-nested.eml")), limits);
        assertThat(root.children()).hasSize(2);
        assertThat(root.children().get(0).is("application", "octet-stream")).isTrue();
        assertThat(root.children().get(0).children()).isEmpty();
    }

    @Test
    void tenThousandLevelsAreFine() {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        MimePart part = scan(message.toString());
        assertThat(BodyStructure.of(part).octets()).isNotEmpty();
        int depth = 0;
        for (; !part.children().isEmpty(); part = part.children().get(0)) {
            depth++;
        }
        assertThat(depth).isEqualTo(MimeLimits.USUAL.depth());
        assertThat(part.is("application", "octet-stream")).isTrue();
    }

    @Test
    void messagesInMessagesEndToo() {
        MimePart part = scan("Content-Type: message/rfc822\r\n\r\n".repeat(10_000));
        assertThat(MimeSummary.of(part).layout()).isNotNull();
    }

    @Test
    void partsBeyondTheNumberBelongToTheLast() {
        String message =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(20) + "--b--\r\n";
        MimePart root = MimeScanner.scan(OctetContent.of(message), new MimeLimits(10, 6, 1000, 70, 10_000));
        assertThat(root.children()).hasSize(5);
        assertThat(root.children().get(4).bodyEnd()).isEqualTo(message.length() - "\r\n--b--\r\n".length());
    }

    @Test
    void fieldsBeyondTheHeaderLimitAreNotSeen() {
        String message = "X: " + "y".repeat(2000) + "\r\nContent-Type: text/html\r\n\r\nbody";
        MimePart root = MimeScanner.scan(OctetContent.of(message), new MimeLimits(10, 6, 1000, 70, 10_000));
        assertThat(root.is("text", "plain")).isTrue();
        assertThat(root.bodyStart()).isEqualTo(message.length() - 4);
    }

    @Test
    void detailsBeyondTheBudgetAreLeftOut() {
        String part = "--b\r\nContent-Type: image/gif; name=\"" + "n".repeat(400) + "\"\r\n\r\nx\r\n";
        String message = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(5) + "--b--\r\n";
        MimePart root = MimeScanner.scan(OctetContent.of(message), new MimeLimits(10, 10, 1000, 70, 1000));
        assertThat(root.children()).hasSize(5).allMatch(child -> child.is("image", "gif"));
        assertThat(BodyStructure.of(root).octets()).hasSizeLessThan(1500);
    }

    @Test
    void anUnreadableMessageIsAProblem() {
        Content lost = new Content() {
            @Override
            public long length() {
                return 10;
            }

            @Override
            public int read(long offset, ByteBuffer target) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        Assertions.assertThatThrownBy(() -> MimeScanner.scan(lost))
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
    }

    @Property(tries = 300)
    void anyOctetsHaveAStructure(@ForAll byte[] octets) {
        check(octets);
    }

    @Property(tries = 2000)
    void brokenMessagesHaveAStructure(@ForAll("mutants") byte[] octets) {
        check(octets);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        List<AwkwardMessagesTest.Row> rows = AwkwardMessagesTest.rows();
        return Arbitraries.longs().map(seed -> mutant(rows, new Random(seed)));
    }

    private static byte[] mutant(List<AwkwardMessagesTest.Row> rows, Random random) {
        String text = message(rows, random);
        for (int i = random.nextInt(12); i >= 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(40));
            String other = message(rows, random);
            int at = random.nextInt(other.length() + 1);
            String piece = switch (random.nextInt(4)) {
                case 0 -> "";
                case 1 -> String.valueOf((char) random.nextInt(256));
                case 2 -> "\"()<>@,;:\\\r\n\t =?*%'-".substring(random.nextInt(20));
                default -> other.substring(at, Math.min(other.length(), at + random.nextInt(300)));
            };
            text = text.substring(0, from) + piece + text.substring(to);
        }
        return text.getBytes(ISO_8859_1);
    }

    private static String message(List<AwkwardMessagesTest.Row> rows, Random random) {
        return new String(
                AwkwardMessagesTest.octets(rows.get(random.nextInt(rows.size())).file()), ISO_8859_1);
    }

    /** Octets are read once each, in few calls; what comes out is well-formed and comes back from its memo. */
    private static void check(byte[] octets) {
        OctetContent content = OctetContent.of(octets);
        MimePart root = MimeScanner.scan(content);
        assertThat(content.read).isEqualTo(octets.length);
        assertThat(content.calls).isLessThanOrEqualTo(octets.length / 16_384 + 2);
        MimeSummary summary = MimeSummary.of(root);
        WireForm.check(summary.envelope());
        WireForm.check(summary.body());
        WireForm.check(summary.bodyStructure());
        within(summary.layout(), octets.length);
        assertThat(root.bodyEnd()).isEqualTo(octets.length);
        summary.encode()
                .ifPresent(memo -> assertThat(MimeSummary.decode(ByteBuffer.wrap(memo))
                                .orElseThrow()
                                .layout())
                        .isEqualTo(summary.layout()));
    }

    private static void within(Layout part, long length) {
        assertThat(part.bodyEnd()).isLessThanOrEqualTo(length);
        long last = part.bodyStart();
        for (Layout child : part.children()) {
            assertThat(child.headerStart()).isGreaterThanOrEqualTo(last);
            last = child.bodyEnd();
            within(child, length);
        }
    }
}
