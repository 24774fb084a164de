// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.util.function.Predicate;

/** A condition that holds for the first that fulfils it, and for no other. */
final class Once implements Predicate<String> {
    private final Predicate<String> condition;
    private boolean met;

    Once(Predicate<String> condition) {
        this.condition = condition;
    }

    @Override
    public boolean test(String text) {
        if (met || !condition.test(text)) {
            return false;
        }
        met = true;
        return true;
    }
}
