// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.pennypost.api.plugin.Rfc;

/**
 * HMAC-MD5 from the two states that a server may keep instead of the password (RFC 2195 §3). The JDK's MD5 does not begin in
 * the middle, so one block of it is written out here.
 */
@Rfc(number = 2195, section = "3")
final class HmacMd5 {
    private static final int BLOCK = 64;
    private static final int STATE = 16;
    private static final int[] TURNS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    private static final int[] SINES = new int[BLOCK];

    static {
        for (int i = 0; i < BLOCK; i++) {
            SINES[i] = (int) (long) Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296.0);
        }
    }

    private HmacMd5() {}

    /** Returns the states under a password: outer, then inner. */
    static byte[] states(byte[] password) {
        byte[] key = password.length > BLOCK ? md5(password) : password;
        ByteBuffer states = ByteBuffer.allocate(2 * STATE);
        for (int pad : new int[] {0x5C, 0x36}) {
            byte[] block = Arrays.copyOf(key, BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                block[i] ^= (byte) pad;
            }
            int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
            mix(state, block, 0);
            states.put(octets(state));
        }
        return states.array();
    }

    /** Returns the digest of a text under the states. */
    static byte[] of(byte[] states, byte[] text) {
        byte[] inner = finish(words(states, STATE), text);
        return finish(words(states, 0), inner);
    }

    private static byte[] finish(int[] state, byte[] text) {
        int length = (text.length + 8) / BLOCK * BLOCK + BLOCK;
        ByteBuffer padded = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        padded.put(text).put((byte) 0x80);
        padded.putLong(length - 8, (BLOCK + (long) text.length) * 8);
        for (int at = 0; at < length; at += BLOCK) {
            mix(state, padded.array(), at);
        }
        return octets(state);
    }

    private static void mix(int[] state, byte[] octets, int at) {
        ByteBuffer words = ByteBuffer.wrap(octets, at, BLOCK).slice().order(ByteOrder.LITTLE_ENDIAN);
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int i = 0; i < BLOCK; i++) {
            int round = i / 16;
            int chosen = switch (round) {
                case 0 -> (b & c) | (~b & d);
                case 1 -> (d & b) | (~d & c);
                case 2 -> b ^ c ^ d;
                default -> c ^ (b | ~d);
            };
            int word = switch (round) {
                case 0 -> i;
                case 1 -> (5 * i + 1) % 16;
                case 2 -> (3 * i + 5) % 16;
                default -> 7 * i % 16;
            };
            int sum = a + chosen + SINES[i] + words.getInt(4 * word);
            a = d;
            d = c;
            c = b;
            b += Integer.rotateLeft(sum, TURNS[4 * round + i % 4]);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static int[] words(byte[] octets, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(octets, at, STATE).slice().order(ByteOrder.LITTLE_ENDIAN);
        return new int[] {buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getInt()};
    }

    private static byte[] octets(int[] words) {
        ByteBuffer buffer = ByteBuffer.allocate(STATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }

    private static byte[] md5(byte[] octets) {
        try {
            return MessageDigest.getInstance("MD5").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no MD5", e);
        }
    }
}
