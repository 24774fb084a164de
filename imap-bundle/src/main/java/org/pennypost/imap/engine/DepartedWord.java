// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

/** A command contains a word whose extension has left a moment ago and may come back. */
public final class DepartedWord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes it for a word. */
    public DepartedWord(String word) {
        super(word, null, false, false);
    }
}
