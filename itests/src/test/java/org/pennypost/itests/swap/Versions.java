// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.util.HashSet;
import java.util.Set;
import org.pennypost.itests.client.WrongAnswer;
import org.pennypost.itests.variant.JarVariant;

/**
 * Which version of the IMAP bundle may answer. Each variant puts its number behind the text of every OK; while one takes the
 * other's place either may speak, but an answer begun afterwards is the new one's.
 */
final class Versions {
    private static final String COMPLETED = " completed";

    private Set<String> allowed = Set.of("");
    private String next = "";

    /** Marks the texts of a variant that is about to be deployed. */
    synchronized void comes(JarVariant variant, String number) {
        variant.text(COMPLETED, COMPLETED + " by " + number);
        next = number;
        Set<String> both = new HashSet<>(allowed);
        both.add(number);
        allowed = Set.copyOf(both);
    }

    /** The variant is in force for certain. */
    synchronized void hasCome() {
        allowed = Set.of(next);
    }

    /** Returns which may answer now. */
    synchronized Set<String> allowed() {
        return allowed;
    }

    /** Fails if an answer is by none of those that were allowed when it was asked for, or are now. */
    void check(Set<String> when, String text) {
        int mark = text.indexOf(COMPLETED);
        if (mark < 0) {
            return;
        }
        String number = text.substring(mark + COMPLETED.length()).replaceFirst("^ by ", "");
        if (!when.contains(number) && !allowed().contains(number)) {
            throw new WrongAnswer("answered by version '" + number + "' instead of " + when + ": " + text);
        }
    }
}
