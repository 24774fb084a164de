// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How a name that somebody typed becomes the name of a user.
 *
 * @param defaultDomain added to a name without domain; empty for none
 * @param lower whether names are in lower case
 * @param characters that a name may have besides letters and digits; empty for any
 */
public record UserNames(String defaultDomain, boolean lower, String characters) {
    private static final int LONGEST = 255;

    /** Checks that the domain is there. */
    public UserNames {
        Objects.requireNonNull(defaultDomain);
        defaultDomain = defaultDomain.strip();
    }

    /** Returns the normalised name, empty if this can be nobody's. */
    public Optional<String> normalise(String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC);
        if (lower) {
            name = name.toLowerCase(Locale.ROOT);
        }
        if (!defaultDomain.isEmpty() && !name.isEmpty() && name.indexOf('@') < 0) {
            name = name + '@' + defaultDomain;
        }
        return acceptable(name) && allowed(name) ? Optional.of(name) : Optional.empty();
    }

    private boolean allowed(String name) {
        return characters.isEmpty()
                || name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || characters.indexOf(c) >= 0);
    }

    private static boolean acceptable(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !name.startsWith(".")
                && !name.startsWith("~")
                && !name.contains("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c))
                && name.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
