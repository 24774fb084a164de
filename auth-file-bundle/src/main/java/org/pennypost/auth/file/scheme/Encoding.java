// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** How a password file writes octets: what may follow the scheme's name behind a dot, as in {@code {SSHA256.HEX}}. */
enum Encoding {
    /** As the scheme itself has it. */
    OWN,
    /** {@code .HEX}. */
    HEX,
    /** {@code .B64} or {@code .BASE64}. */
    BASE64;

    /**
     * Returns the encoding behind a dot.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Encoding of(String suffix) {
        return switch (suffix.toUpperCase(Locale.ROOT)) {
            case "HEX" -> HEX;
            case "B64", "BASE64" -> BASE64;
            default -> throw new IllegalArgumentException("encoding " + suffix + " is none of HEX, B64, BASE64");
        };
    }

    /** Returns octets, whose own form is base64, or hex where it can be nothing else. */
    byte[] octets(String kept, int length) {
        boolean hex = kept.length() >= 2 * length && kept.matches("([0-9a-fA-F]{2})+");
        if (this == HEX || (this == OWN && hex)) {
            return HexFormat.of().parseHex(kept);
        }
        return Base64.getDecoder().decode(kept);
    }

    /** Returns text, whose own form is itself. */
    String text(String kept) {
        if (this == OWN) {
            return kept;
        }
        byte[] octets = this == HEX
                ? HexFormat.of().parseHex(kept)
                : Base64.getDecoder().decode(kept);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8 in the encoding", e);
        }
    }
}
