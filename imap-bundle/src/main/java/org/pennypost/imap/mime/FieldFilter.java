// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Content;

/**
 * Picks fields of a header by name for HEADER.FIELDS and HEADER.FIELDS.NOT; the blank line, if there is one, is always
 * among what is picked (RFC 3501 §6.4.5).
 */
@Rfc(number = 3501, section = "6.4.5")
final class FieldFilter {
    /** Headers are looked at up to here. */
    private static final int MOST = 16 * 1024 * 1024;

    private static final int LONGEST_NAME = 1000;

    private FieldFilter() {}

    static SectionData pick(Content message, Layout at, List<String> names, boolean wanted) {
        Set<String> small = new HashSet<>();
        for (String name : names) {
            small.add(name.toLowerCase(Locale.ROOT));
        }
        long from = at.headerStart();
        long to = Math.min(at.bodyStart(), from + MOST);
        Window window = new Window(slice(message, from, to), LONGEST_NAME + 64);
        SectionData.Builder picked = new SectionData.Builder();
        boolean keep = false;
        while (window.need(LONGEST_NAME)) {
            long start = from + window.offset();
            boolean blank = window.atBlankLine();
            if (blank) {
                keep = true;
            } else if (!HeaderFields.isSpace(window.octets()[window.pos()])) {
                keep = small.contains(name(window)) == wanted;
            }
            window.skipLine(null, 0);
            if (keep) {
                picked.add(start, from + window.offset());
            }
        }
        return picked.build();
    }

    private static String name(Window window) {
        byte[] octets = window.octets();
        int start = window.pos();
        int limit = Math.min(window.limit(), start + LONGEST_NAME);
        int end = start;
        while (end < limit && octets[end] != ':' && octets[end] != '\n') {
            end++;
        }
        if (end == limit || octets[end] != ':') {
            return "";
        }
        while (end > start && HeaderFields.isSpace(octets[end - 1])) {
            end--;
        }
        return new String(octets, start, end - start, ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static Content slice(Content message, long from, long to) {
        return SectionData.range(from, to).of(message);
    }
}
