// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.util.Arrays;

/** Growing octets, with the few forms of RFC 3501 that ENVELOPE and BODYSTRUCTURE are made of. One thread. */
final class OctetBuffer {
    private byte[] octets;
    private int length;

    OctetBuffer(int capacity) {
        octets = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** The array behind; valid until the next write. */
    byte[] array() {
        return octets;
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, length);
    }

    void clear() {
        length = 0;
    }

    void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /** Drops the octets before {@code from}. */
    void keep(int from) {
        System.arraycopy(octets, from, octets, 0, length - from);
        length -= from;
    }

    OctetBuffer put(int octet) {
        if (length == octets.length) {
            grow(1);
        }
        octets[length++] = (byte) octet;
        return this;
    }

    OctetBuffer put(byte[] data) {
        return put(data, 0, data.length);
    }

    OctetBuffer put(byte[] data, int from, int to) {
        int count = to - from;
        if (octets.length - length < count) {
            grow(count);
        }
        System.arraycopy(data, from, octets, length, count);
        length += count;
        return this;
    }

    OctetBuffer ascii(String text) {
        int count = text.length();
        if (octets.length - length < count) {
            grow(count);
        }
        for (int i = 0; i < count; i++) {
            octets[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    OctetBuffer number(long value) {
        if (value < 10 && value >= 0) {
            return put('0' + (int) value);
        }
        return ascii(Long.toString(value));
    }

    OctetBuffer nil() {
        return ascii("NIL");
    }

    /** NIL when there is nothing to say, else a string. */
    OctetBuffer nstring(OctetBuffer text) {
        return text.length == 0 ? nil() : string(text.octets, 0, text.length);
    }

    OctetBuffer string(OctetBuffer text) {
        return string(text.octets, 0, text.length);
    }

    /**
     * A quoted string, or a literal when an octet has its eighth bit set. CR, LF and NUL, which neither may carry in
     * a field value, become a space. {@code string = quoted / literal} (RFC 3501 §9).
     */
    OctetBuffer string(byte[] data, int from, int to) {
        int start = length;
        ensure(to - from + 2);
        put('"');
        for (int i = from; i < to; i++) {
            int octet = data[i];
            if (octet < 0) {
                length = start;
                return literal(data, from, to);
            }
            if (octet == '"' || octet == '\\') {
                put('\\');
            }
            put(clean(octet));
        }
        return put('"');
    }

    private OctetBuffer literal(byte[] data, int from, int to) {
        put('{').number(to - from).ascii("}\r\n");
        ensure(to - from);
        for (int i = from; i < to; i++) {
            put(clean(data[i]));
        }
        return this;
    }

    private static int clean(int octet) {
        return octet == '\r' || octet == '\n' || octet == 0 ? ' ' : octet;
    }

    private void ensure(int count) {
        if (octets.length - length < count) {
            grow(count);
        }
    }

    private void grow(int count) {
        octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + count));
    }
}
