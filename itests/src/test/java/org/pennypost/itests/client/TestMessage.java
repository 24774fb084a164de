// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Messages that tell by themselves whether they are whole. */
public final class TestMessage {
    private static final int LINE = 74;

    private TestMessage() {}

    /**
     * Makes a message.
     *
     * @param key its name, unique; subject and Message-ID carry it
     * @param size about how many octets its body has
     */
    public static byte[] make(String key, int size) {
        StringBuilder body = new StringBuilder(size + LINE + 2);
        Random random = new Random(key.hashCode());
        while (body.length() < size) {
            if (random.nextInt(10) == 0) {
                body.append('.'); // POP3 has to double it
            }
            for (int i = 0; i < LINE; i++) {
                body.append((char) ('!' + random.nextInt(90)));
            }
            body.append("\r\n");
        }
        String head = "From: Test <test@example.org>\r\nTo: test@example.org\r\nSubject: " + key
                + "\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\nMessage-ID: <" + key
                + "@example.org>\r\nX-Digest: " + digest(body.toString()) + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the key of a message, if it is whole. */
    public static String check(String message) {
        int border = message.indexOf("\r\n\r\n");
        String digest = border < 0 ? "" : field(message.substring(0, border), "X-Digest");
        if (border < 0 || !digest.equals(digest(message.substring(border + 4)))) {
            throw new WrongAnswer("a broken message of " + message.length() + " octets: "
                    + message.substring(0, Math.min(120, message.length())));
        }
        return field(message.substring(0, border), "Subject");
    }

    private static String field(String head, String name) {
        for (String line : head.split("\r\n")) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        return "";
    }

    private static String digest(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
