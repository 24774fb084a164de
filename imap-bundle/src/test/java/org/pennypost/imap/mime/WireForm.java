// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/** Checks that octets are one parenthesized list of strings, numbers, NIL and lists, as a strict client reads them. */
final class WireForm {
    private WireForm() {}

    static void check(ByteBuffer wire) {
        String text = OctetContent.text(wire);
        assertThat(text).startsWith("(");
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = quoted(text, i);
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                int length = Integer.parseInt(text.substring(i + 1, end));
                assertThat(text.substring(end + 1, end + 3)).isEqualTo("\r\n");
                assertThat(text.substring(end + 3, end + 3 + length)).doesNotContain("\0", "\r", "\n");
                i = end + 3 + length;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                assertThat(c == '(' || c == ')' || c == ' ' || c >= '0' && c <= '9' || "NIL".indexOf(c) >= 0)
                        .as("%s at %d of %s", c, i, text)
                        .isTrue();
                i++;
                assertThat(depth).isGreaterThanOrEqualTo(i == text.length() ? 0 : 1);
            }
        }
        assertThat(depth).isZero();
    }

    private static int quoted(String text, int start) {
        int i = start + 1;
        while (text.charAt(i) != '"') {
            char c = text.charAt(i);
            assertThat(c > 0 && c < 128 && c != '\r' && c != '\n').isTrue();
            i += c == '\\' ? 2 : 1;
        }
        return i + 1;
    }
}
