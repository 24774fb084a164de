// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.wire.ImapDate;

/** The day in a Date field (RFC 5322 §3.3, its obsolete forms, and the order of C's asctime). */
@Rfc(number = 5322, section = "3.3")
final class SentDate {
    private static final int MOST_WORDS = 12;

    private SentDate() {}

    /** The day as written, whatever the time and zone; empty when none can be found. */
    static Optional<LocalDate> day(String value) {
        List<String> words = words(value);
        for (int i = 0; i + 2 < words.size(); i++) {
            int month = ImapDate.month(words.get(i + 1)
                    .substring(0, Math.min(3, words.get(i + 1).length())));
            if (month > 0 && isNumber(words.get(i), 2)) {
                return date(words.get(i + 2), month, words.get(i));
            }
            month = ImapDate.month(words.get(i));
            if (month > 0 && isNumber(words.get(i + 1), 2)) {
                String year = words.stream()
                        .filter(word -> isNumber(word, 4) && word.length() == 4 && !word.startsWith("0"))
                        .findFirst()
                        .orElse("");
                return date(year, month, words.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Letters and digits between anything else but colons, plus and minus of a zone; comments are passed over. */
    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= value.length() && words.size() < MOST_WORDS; i++) {
            char c = i < value.length() ? value.charAt(i) : ' ';
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            boolean inWord = depth == 0 && (Character.isLetterOrDigit(c) || c == ':' || c == '+');
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(value.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    private static boolean isNumber(String word, int most) {
        return !word.isEmpty() && word.length() <= most && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Years of two or three digits are of 1950 to 2049 and from 1900 on (RFC 5322 §4.3). */
    private static Optional<LocalDate> date(String year, int month, String day) {
        if (!isNumber(year, 4) || year.length() < 2) {
            return Optional.empty();
        }
        int number = Integer.parseInt(year);
        if (year.length() == 2 && number < 50) {
            number += 2000;
        } else if (year.length() < 4) {
            number += 1900;
        }
        try {
            return Optional.of(LocalDate.of(number, month, Integer.parseInt(day)));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }
}
