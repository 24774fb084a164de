// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.nio.charset.StandardCharsets;

/**
 * The name of a message's file: a base that never changes, and flags behind {@code :2,}.
 *
 * @param base what identifies the file in its folder, with {@code ,S=} and {@code ,W=} if the writer gave them
 * @param word flags, without the place; {@link FlagWord#ODD} if we would have written the name in another way
 */
public record FileName(String base, long word) {
    private static final String INFO = ":2,";

    /**
     * Tells whether a file can be a message: hidden files are none, nor are those whose names the uidlist cannot hold, which
     * has a line for each and is UTF-8.
     */
    public static boolean isMessage(String file) {
        return file.charAt(0) != '.' && file.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == 0xFFFD);
    }

    /** Reads a name in cur/. */
    public static FileName inCur(String file) {
        int colon = file.indexOf(':');
        if (colon < 0 || !file.startsWith(INFO, colon)) {
            return new FileName(colon < 0 ? file : file.substring(0, colon), FlagWord.ODD);
        }
        String letters = file.substring(colon + INFO.length());
        long word = FlagWord.parse(letters);
        return new FileName(
                file.substring(0, colon), FlagWord.letters(word).equals(letters) ? word : word | FlagWord.ODD);
    }

    /** Reads a name in new/, where flags are unusual. */
    public static FileName inNew(String file) {
        if (file.indexOf(':') < 0) {
            return new FileName(file, FlagWord.IN_NEW);
        }
        FileName odd = inCur(file);
        return new FileName(odd.base, odd.word | FlagWord.IN_NEW | FlagWord.ODD);
    }

    /** Returns the file name in cur/ with these flags. */
    public static String cur(String base, long word) {
        return base + INFO + FlagWord.letters(word);
    }

    /**
     * Returns the letters in a file name that mean nothing to us, to be kept when flags change.
     *
     * @param file in cur/ or new/
     */
    public static String foreignLetters(String file) {
        int at = file.indexOf(INFO);
        if (at < 0) {
            return "";
        }
        StringBuilder foreign = new StringBuilder();
        for (int i = at + INFO.length(); i < file.length() && file.charAt(i) != ','; i++) {
            char c = file.charAt(i);
            if (c >= 'A' && c <= 'Z' && FlagWord.parse(String.valueOf(c)) == 0) {
                foreign.append(c);
            }
        }
        return foreign.toString();
    }

    /** Returns the file name in cur/ with these flags and letters of others, all sorted. */
    public static String cur(String base, long word, String foreign) {
        if (foreign.isEmpty()) {
            return cur(base, word);
        }
        StringBuilder letters = new StringBuilder();
        (FlagWord.letters(word) + foreign).chars().sorted().distinct().forEach(c -> letters.append((char) c));
        return base + INFO + letters;
    }

    /** Returns the size on disk that the base tells ({@code ,S=}), or −1. */
    public static long diskSize(String base) {
        return number(base, ",S=");
    }

    /** Returns the size in wire form that the base tells ({@code ,W=}), or −1. */
    public static long wireSize(String base) {
        return number(base, ",W=");
    }

    private static long number(String base, String mark) {
        int at = base.indexOf(mark);
        if (at < 0) {
            return -1;
        }
        long value = 0;
        int i = at + mark.length();
        int digits = 0;
        while (i < base.length() && Character.digit(base.charAt(i), 10) >= 0 && digits < 18) {
            value = 10 * value + Character.digit(base.charAt(i), 10);
            i++;
            digits++;
        }
        return digits == 0 ? -1 : value;
    }

    /** Returns a 64-bit hash of a base, the same that {@link #hash(byte[], int, int)} gives for its octets. */
    public static long hash(String base) {
        long hash = SEED;
        for (int i = 0; i < base.length(); i++) {
            char c = base.charAt(i);
            if (c >= 0x80) {
                byte[] octets = base.getBytes(StandardCharsets.UTF_8);
                return hash(octets, 0, octets.length);
            }
            hash = mix(hash, c);
        }
        return end(hash);
    }

    /** Returns a 64-bit hash of a base. */
    public static long hash(byte[] octets, int from, int to) {
        long hash = SEED;
        for (int i = from; i < to; i++) {
            hash = mix(hash, octets[i] & 0xFF);
        }
        return end(hash);
    }

    private static final long SEED = 0x9E3779B97F4A7C15L;

    private static long mix(long hash, int octet) {
        return (hash ^ octet) * 0x100000001B3L;
    }

    private static long end(long hash) {
        long h = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        h = (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
        return h ^ (h >>> 32);
    }
}
