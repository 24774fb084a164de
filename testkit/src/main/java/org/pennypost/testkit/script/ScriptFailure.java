// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

/** A conversation went another way than its script; the text shows where, what was expected, and the whole dialogue. */
public final class ScriptFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    ScriptFailure(String text) {
        super(text);
    }
}
