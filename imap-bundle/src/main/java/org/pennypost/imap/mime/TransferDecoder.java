// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.util.Arrays;
import org.pennypost.api.plugin.Rfc;

/**
 * Undoes a Content-Transfer-Encoding piece by piece (RFC 2045 §6), leniently: what does not belong there is passed over
 * in base64 and kept in quoted-printable. One thread.
 */
@Rfc(number = 2045, section = "6")
abstract sealed class TransferDecoder {
    /** The decoder for an encoding in any case; what is unknown is taken as it is. */
    static TransferDecoder of(String encoding) {
        if (encoding.equalsIgnoreCase("base64")) {
            return base64();
        }
        return encoding.equalsIgnoreCase("quoted-printable") ? new Quoted(false) : new Same();
    }

    static TransferDecoder base64() {
        return new Base64();
    }

    /** The Q encoding of RFC 2047 §4.2. */
    static TransferDecoder qEncoding() {
        return new Quoted(true);
    }

    /** Appends what {@code data[from..to)} stands for, as far as it is known. */
    abstract void decode(byte[] data, int from, int to, OctetBuffer out);

    /** Appends what is left at the end. */
    abstract void finish(OctetBuffer out);

    private static final class Same extends TransferDecoder {
        @Override
        void decode(byte[] data, int from, int to, OctetBuffer out) {
            out.put(data, from, to);
        }

        @Override
        void finish(OctetBuffer out) {
            // Nothing is kept back.
        }
    }

    private static final class Base64 extends TransferDecoder {
        private static final byte[] VALUES = values();

        private int bits;
        private int count;

        private static byte[] values() {
            byte[] values = new byte[256];
            Arrays.fill(values, (byte) -1);
            String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            for (int i = 0; i < digits.length(); i++) {
                values[digits.charAt(i)] = (byte) i;
            }
            return values;
        }

        @Override
        void decode(byte[] data, int from, int to, OctetBuffer out) {
            for (int i = from; i < to; i++) {
                int value = VALUES[data[i] & 0xff];
                if (value >= 0) {
                    bits = bits << 6 | value;
                    count += 6;
                    if (count >= 8) {
                        count -= 8;
                        out.put(bits >> count);
                    }
                } else if (data[i] == '=') {
                    count = 0;
                }
            }
        }

        @Override
        void finish(OctetBuffer out) {
            count = 0;
        }
    }

    private static final class Quoted extends TransferDecoder {
        private final boolean words;
        private int first = NONE;

        /** What is known behind an equal sign: nothing yet, a CR, or the first digit. */
        private static final int NONE = -1;

        private static final int EQUAL = -2;
        private static final int RETURN = -3;

        Quoted(boolean words) {
            this.words = words;
        }

        @Override
        void decode(byte[] data, int from, int to, OctetBuffer out) {
            for (int i = from; i < to; i++) {
                int octet = data[i];
                if (first == NONE) {
                    plain(octet, out);
                } else if (first == EQUAL) {
                    behindEqual(octet, out);
                } else if (first == RETURN) {
                    first = NONE;
                    if (octet != '\n') {
                        plain(octet, out);
                    }
                } else {
                    behindDigit(octet, out);
                }
            }
        }

        private void plain(int octet, OctetBuffer out) {
            if (octet == '=') {
                first = EQUAL;
            } else {
                out.put(words && octet == '_' ? ' ' : octet);
            }
        }

        private void behindEqual(int octet, OctetBuffer out) {
            first = NONE;
            if (Character.digit(octet, 16) >= 0) {
                first = octet;
            } else if (octet == '\r') {
                first = RETURN;
            } else if (HeaderFields.isSpace(octet)) {
                first = EQUAL;
            } else if (octet != '\n') {
                out.put('=');
                plain(octet, out);
            }
        }

        private void behindDigit(int octet, OctetBuffer out) {
            int high = Character.digit(first, 16);
            int low = Character.digit(octet, 16);
            if (low >= 0) {
                out.put(high << 4 | low);
                first = NONE;
            } else {
                out.put('=').put(first);
                first = NONE;
                plain(octet, out);
            }
        }

        @Override
        void finish(OctetBuffer out) {
            if (first >= 0) {
                out.put('=').put(first);
            }
            first = NONE;
        }
    }
}
