// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.plugin.Rfc;

/**
 * How unique ids are made of UID and UIDVALIDITY, in Dovecot's words: {@code %u} is the UID, {@code %v} is UIDVALIDITY;
 * {@code %08Xu} is it in eight hexadecimal digits, {@code %10u} in ten decimal ones, and {@code %%} is a percent sign.
 */
@Rfc(number = 1939, section = "7")
public final class UidlFormat {
    private static final Pattern WORD = Pattern.compile("%(?:(%)|(0?)([1-9][0-9]?)?(X?)([uv]))");
    private static final int LONGEST = 70;
    private static final long HIGHEST = 0xFFFFFFFFL;

    /** Dovecot's own, and ours. */
    public static final UidlFormat USUAL = UidlFormat.of("%08Xu%08Xv");

    private final List<Part> parts;

    /** A piece of an id: text if there is no letter. */
    private record Part(String text, char letter, int width, int radix) {
        void write(StringBuilder id, long uid, long uidValidity) {
            if (letter == 0) {
                id.append(text);
                return;
            }
            String digits = Long.toString(letter == 'u' ? uid : uidValidity, radix);
            for (int i = digits.length(); i < width; i++) {
                id.append('0');
            }
            id.append(digits);
        }
    }

    private UidlFormat(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException if it is none: a word is unknown, there is no {@code %u}, or ids would not be 1 to 70
     *     octets of visible ASCII
     */
    public static UidlFormat of(String format) {
        List<Part> parts = new ArrayList<>();
        Matcher word = WORD.matcher(format);
        int at = 0;
        while (word.find()) {
            parts.add(text(format, at, word.start()));
            parts.add(word.group(1) != null ? new Part("%", (char) 0, 0, 10) : number(word));
            at = word.end();
        }
        parts.add(text(format, at, format.length()));
        UidlFormat made = new UidlFormat(List.copyOf(parts));
        String longest = made.id(HIGHEST, HIGHEST);
        if (parts.stream().noneMatch(part -> part.letter == 'u')
                || longest.length() > LONGEST
                || !longest.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw wrong(format);
        }
        return made;
    }

    private static Part number(Matcher word) {
        int width = word.group(3) == null ? 0 : Integer.parseInt(word.group(3));
        return new Part("", word.group(5).charAt(0), width, word.group(4).isEmpty() ? 10 : 16);
    }

    private static Part text(String format, int from, int to) {
        String text = format.substring(from, to);
        if (text.indexOf('%') >= 0) {
            throw wrong(format);
        }
        return new Part(text, (char) 0, 0, 10);
    }

    private static IllegalArgumentException wrong(String format) {
        return new IllegalArgumentException(
                "uidl-format: %u and %v with a width and X for hexadecimal are expected, %u at"
                        + " least, and at most 70 visible characters of ASCII, not " + format);
    }

    /** Returns the id of a message. */
    public String id(long uid, long uidValidity) {
        StringBuilder id = new StringBuilder(32);
        for (Part part : parts) {
            part.write(id, uid, uidValidity);
        }
        return id.toString();
    }
}
