// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;

/** The little of DER (X.690) that a self-signed certificate and the older forms of private keys need. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int UTF8 = 0x0C;
    static final int UTC_TIME = 0x17;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /** Context-specific and constructed; add the number. */
    static final int EXPLICIT = 0xA0;

    private Der() {}

    static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] octets = BigInteger.valueOf(length).toByteArray();
            int skip = octets[0] == 0 ? 1 : 0;
            out.write(0x80 | (octets.length - skip));
            out.write(octets, skip, octets.length - skip);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, parts);
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] bits(byte[] octets) {
        return value(BITS, new byte[] {0}, octets);
    }

    static byte[] text(int tag, String text) {
        return value(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] oid(int... arcs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >> shift != 0) {
                    out.write(0x80 | (arcs[i] >> shift & 0x7F));
                }
            }
            out.write(arcs[i] & 0x7F);
        }
        return value(OID, out.toByteArray());
    }

    /** Takes the tag and length of the next value off and returns its content. */
    static ByteBuffer enter(ByteBuffer in, int tag) throws GeneralSecurityException {
        try {
            int found = in.get() & 0xFF;
            int length = in.get() & 0xFF;
            if (length > 0x80) {
                int octets = length & 0x7F;
                length = 0;
                for (int i = 0; i < octets; i++) {
                    length = length << 8 | in.get() & 0xFF;
                }
            }
            if (found != tag || length < 0 || length > in.remaining()) {
                throw new KeyException("not the DER of a private key");
            }
            ByteBuffer content = in.slice().limit(length);
            in.position(in.position() + length);
            return content;
        } catch (BufferUnderflowException e) {
            throw new KeyException("the DER of a private key is cut off", e);
        }
    }

    static boolean next(ByteBuffer in, int tag) {
        return in.hasRemaining() && (in.get(in.position()) & 0xFF) == tag;
    }
}
