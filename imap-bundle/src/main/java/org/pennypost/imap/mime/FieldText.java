// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/** A text that SEARCH looks for in header fields, without regard to case. Immutable. */
@Rfc(number = 3501, section = "6.4.4")
public final class FieldText {
    private final String folded;

    /** the same in US-ASCII, null if it is not */
    private final byte @Nullable [] plain;

    /** Makes it of the text in any case. */
    public FieldText(String text) {
        folded = folded(text);
        plain = folded.chars().allMatch(c -> c < 128) ? folded.getBytes(StandardCharsets.US_ASCII) : null;
    }

    /** Without case, character by character, as the texts of bodies are compared. */
    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Whether one of these decoded values contains it. */
    public boolean isIn(List<String> values) {
        for (String value : values) {
            if (folded(value).contains(folded)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks into the octets of a field from somewhere before its colon.
     *
     * @return 1 if it is there, 0 if it is not, −1 if the field must be unfolded or decoded to know
     */
    int find(byte[] data, int from, int to) {
        int start = from;
        while (start < to && data[start] != ':') {
            start++;
        }
        start++;
        int end = to;
        while (start < end && HeaderFields.isBlank(data[start])) {
            start++;
        }
        while (end > start && HeaderFields.isBlank(data[end - 1])) {
            end--;
        }
        for (int i = start; i < end; i++) {
            byte octet = data[i];
            if (octet < 0 || octet == '\n' || (octet == '=' && i + 1 < end && data[i + 1] == '?')) {
                return -1;
            }
        }
        return plain != null && contains(data, start, end, plain) ? 1 : 0;
    }

    private static boolean contains(byte[] data, int start, int end, byte[] wanted) {
        for (int i = start; i <= end - wanted.length; i++) {
            int fits = 0;
            while (fits < wanted.length && HeaderFields.lower(data[i + fits]) == wanted[fits]) {
                fits++;
            }
            if (fits == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
