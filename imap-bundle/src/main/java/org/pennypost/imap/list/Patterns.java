// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.list;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;

/**
 * The patterns of one LIST; a name matches if one of them does. Those without wildcards cost nothing however many they
 * are; of the others there is a limit.
 */
@Rfc(number = 5258, section = "3")
final class Patterns {
    private static final int MOST = 64;

    private final Set<String> plain = new HashSet<>();
    private final List<Wildcards> wild = new ArrayList<>();

    private Patterns() {}

    /**
     * Returns the patterns behind a reference. Empty ones match nothing.
     *
     * @throws MailException LIMIT if too many have wildcards
     */
    static Patterns of(String reference, List<String> patterns, char separator) {
        Patterns all = new Patterns();
        for (String pattern : new HashSet<>(patterns)) {
            if (pattern.isEmpty()) {
                continue;
            }
            String whole = reference + pattern;
            if (whole.indexOf('*') < 0 && whole.indexOf('%') < 0) {
                all.plain.add(inbox(whole, separator));
            } else if (all.wild.size() == MOST) {
                throw new MailException(Problem.LIMIT, "at most " + MOST + " patterns with wildcards");
            } else {
                all.wild.add(new Wildcards(whole, separator));
            }
        }
        return all;
    }

    /** The first part of a name has no case if it is INBOX. */
    private static String inbox(String name, char separator) {
        boolean inbox =
                name.regionMatches(true, 0, "INBOX", 0, 5) && (name.length() == 5 || name.charAt(5) == separator);
        return inbox ? "INBOX" + name.substring(5) : name;
    }

    /** Tells whether a name matches one of them. */
    boolean match(String name) {
        if (plain.contains(name)) {
            return true;
        }
        for (Wildcards pattern : wild) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
