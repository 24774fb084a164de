// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

/** The server said something that the protocol, or the client's model of the mailbox, does not allow. */
public final class WrongAnswer extends AssertionError {
    private static final long serialVersionUID = 1;

    /** Says what was wrong. */
    public WrongAnswer(String what) {
        super(what);
    }
}
