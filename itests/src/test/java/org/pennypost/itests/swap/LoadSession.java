// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

/** One client of the load, in a thread of its own. */
interface LoadSession {
    /** Returns what reports call it. */
    String name();

    /** Works until the load is stopping, then checks what it left behind. */
    void run(Load load) throws Exception;

    /** Tells whether it has something under way that an exchange must not break. */
    default boolean isInFlight() {
        return true;
    }

    /** Tells whether it sends one command after the other, so that it soon shows that the server answers. */
    default boolean isBusy() {
        return false;
    }
}
