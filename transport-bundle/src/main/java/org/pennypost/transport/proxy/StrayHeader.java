// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.proxy;

import java.nio.ByteBuffer;

/** Looks for a PROXY header where none may be: in front of what a client sends who is no proxy. */
public final class StrayHeader {
    private static final int ENOUGH = 12;

    private final byte[] first = new byte[ENOUGH];
    private int count;
    private boolean decided;

    /** Looks at octets that have come, without taking them; returns whether they complete the beginning of a header. */
    public boolean found(ByteBuffer octets) {
        int more = Math.min(octets.remaining(), ENOUGH - count);
        octets.get(octets.position(), first, count, more);
        count += more;
        decided = count == ENOUGH || !ProxyHeader.begins(first, count);
        return ProxyHeader.whole(first, count);
    }

    /** Tells whether nothing more has to be looked at. */
    public boolean decided() {
        return decided;
    }
}
