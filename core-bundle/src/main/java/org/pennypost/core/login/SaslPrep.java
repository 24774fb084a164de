// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.text.Normalizer;
import java.util.Optional;
import org.pennypost.api.plugin.Rfc;

/** SASLprep: how names and passwords become comparable. */
@Rfc(number = 4013, section = "2")
public final class SaslPrep {
    /** Stringprep, table B.1: mapped to nothing; from, to, from, to, and so on. */
    private static final int[] NOTHING = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x1806, 0x1806, 0x180B, 0x180D, 0x200B, 0x200D, 0x2060, 0x2060, 0xFE00, 0xFE0F,
        0xFEFF, 0xFEFF
    };

    /** Tables C.2.1, C.2.2, C.3 to C.9, without what is mapped away. */
    private static final int[] PROHIBITED = {
        0x0000, 0x001F, 0x007F, 0x009F, 0x0340, 0x0341, 0x06DD, 0x06DD, 0x070F, 0x070F, 0x180E, 0x180E, 0x200E, 0x200F,
        0x2028, 0x202E, 0x2061, 0x2063, 0x206A, 0x206F, 0x2FF0, 0x2FFB, 0xD800, 0xF8FF, 0xFDD0, 0xFDEF, 0xFFF9, 0xFFFF,
        0x1D173, 0x1D17A, 0xE0001, 0xE0001, 0xE0020, 0xE007F, 0xF0000, 0x10FFFF
    };

    private SaslPrep() {}

    /** Returns a text prepared as a query, empty if it holds what may not stand in one. */
    public static Optional<String> query(String text) {
        StringBuilder mapped = new StringBuilder();
        text.codePoints()
                .filter(c -> !in(c, NOTHING))
                .map(c -> isSpace(c) ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        String prepared = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        boolean barred = prepared.codePoints().anyMatch(c -> in(c, PROHIBITED) || (c & 0xFFFE) == 0xFFFE);
        return barred || !directed(prepared) ? Optional.empty() : Optional.of(prepared);
    }

    /** Table C.1.2. */
    private static boolean isSpace(int c) {
        return c > 0x7F && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Stringprep §6: right-to-left text begins and ends so, and holds nothing that runs from left to right. */
    private static boolean directed(String text) {
        boolean right = text.codePoints().anyMatch(SaslPrep::isRight);
        if (!right) {
            return true;
        }
        boolean left = text.codePoints()
                .anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        return !left && isRight(text.codePointAt(0)) && isRight(text.codePointBefore(text.length()));
    }

    private static boolean isRight(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean in(int c, int[] ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (c >= ranges[i] && c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
