// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.pop3.Maildrop;

/** Numbers as arguments. */
final class Arguments {
    private static final Outcome NO_SUCH_MESSAGE = Outcome.no("no such message");

    private static final Outcome NO_NUMBER = Outcome.bad("a message number expected");

    private Arguments() {}

    /** Returns a decimal number of at most 18 digits, −1 for anything else. */
    static long number(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    /** Returns the number of a message that is there and not marked as deleted, 0 for anything else. */
    static int message(Maildrop maildrop, String text) {
        long number = number(text);
        return number <= Integer.MAX_VALUE && maildrop.has((int) number) ? (int) number : 0;
    }

    /** Returns the refusal of what {@link #message} has returned 0 for. */
    static Outcome refusal(String text) {
        return text.matches("[0-9]+") ? NO_SUCH_MESSAGE : NO_NUMBER;
    }

    /** Returns a refusal if there are arguments, else null. */
    static @Nullable Outcome none(String arguments) {
        return arguments.isBlank() ? null : Outcome.bad("no arguments expected");
    }
}
