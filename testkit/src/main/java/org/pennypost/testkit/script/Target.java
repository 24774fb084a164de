// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.net.InetSocketAddress;

/** A server that scripts talk to. Used by one script at a time. */
public interface Target {
    /**
     * Returns where a protocol is spoken.
     *
     * @param protocol {@code imap} or {@code pop3}
     * @param tls whether TLS begins with the first octet
     * @throws IllegalArgumentException if the server has no such door
     */
    InetSocketAddress address(String protocol, boolean tls);

    /** Makes a user without mail and returns his name. */
    String newUser();

    /** Returns the password of every user that {@link #newUser} makes. */
    String password();
}
