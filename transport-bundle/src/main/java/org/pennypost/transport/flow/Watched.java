// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

/** A task that says when it last gave a sign of life. */
interface Watched extends Runnable {
    /** Returns that moment, as {@link System#nanoTime}. */
    long aliveAt();

    /** It has given none for too long: does something about it and says, for the log, what it was doing. */
    String overdue();
}
