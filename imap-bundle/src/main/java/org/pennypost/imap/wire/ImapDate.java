// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates on the wire of IMAP (RFC 3501 §9: {@code date-time} and {@code date}), without their quotes. */
public final class ImapDate {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ImapDate() {}

    /**
     * {@code date-day-fixed "-" date-month "-" date-year SP time SP zone}, as in {@code " 7-Feb-1994 21:52:25 -0800"}.
     * Seconds of the offset are left out.
     */
    public static String format(OffsetDateTime date) {
        StringBuilder out = new StringBuilder(26);
        int day = date.getDayOfMonth();
        out.append(day < 10 ? ' ' : (char) ('0' + day / 10)).append((char) ('0' + day % 10));
        int month = date.getMonthValue() * 3;
        out.append('-').append(MONTHS, month - 3, month).append('-');
        int year = Math.max(0, Math.min(9999, date.getYear()));
        two(year / 100, out);
        two(year % 100, out);
        two(date.getHour(), out.append(' '));
        two(date.getMinute(), out.append(':'));
        two(date.getSecond(), out.append(':'));
        int minutes = date.getOffset().getTotalSeconds() / 60;
        out.append(' ').append(minutes < 0 ? '-' : '+');
        two(Math.abs(minutes) / 60, out);
        two(Math.abs(minutes) % 60, out);
        return out.toString();
    }

    private static void two(int value, StringBuilder out) {
        out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** Reads a date-time; empty when it breaks the grammar or does not exist. A day may lack its leading space. */
    public static Optional<OffsetDateTime> parse(String text) {
        String wire = text.length() == 25 ? " " + text : text;
        if (wire.length() != 26
                || wire.charAt(11) != ' '
                || wire.charAt(14) != ':'
                || wire.charAt(17) != ':'
                || wire.charAt(20) != ' ') {
            return Optional.empty();
        }
        String day = wire.charAt(0) == ' ' ? wire.substring(1, 11) : wire.substring(0, 11);
        char sign = wire.charAt(21);
        int zone = number(wire, 22, 26);
        int hour = number(wire, 12, 14);
        int minute = number(wire, 15, 17);
        int second = number(wire, 18, 20);
        if (zone < 0 || hour < 0 || minute < 0 || second < 0 || sign != '+' && sign != '-' || zone % 100 > 59) {
            return Optional.empty();
        }
        try {
            // A leap second is the last one of its minute to java.time.
            int offset = (zone / 100 * 60 + zone % 100) * (sign == '-' ? -60 : 60);
            int shown = second == 60 ? 59 : second;
            return parseDate(day)
                    .map(date -> OffsetDateTime.of(
                            LocalDateTime.of(date, LocalTime.of(hour, minute, shown)),
                            ZoneOffset.ofTotalSeconds(offset)));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /** Reads {@code date-day "-" date-month "-" date-year}, as in {@code 1-Feb-1994}; empty when it is none. */
    public static Optional<LocalDate> parseDate(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash > 2 || text.length() != dash + 9 || text.charAt(dash + 4) != '-') {
            return Optional.empty();
        }
        int day = number(text, 0, dash);
        int month = month(text.substring(dash + 1, dash + 4));
        int year = number(text, dash + 5, dash + 9);
        if (day < 0 || month < 0 || year < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /** 1 to 12 for a month's three letters in any case, -1 for others. */
    public static int month(String letters) {
        for (int i = 0; i < 12 && letters.length() == 3; i++) {
            if (MONTHS.regionMatches(true, i * 3, letters, 0, 3)) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
