// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.net.Peer;

/**
 * One client who wants in.
 *
 * @param credentials as typed
 * @param peer from where
 * @param done takes the answer, once
 * @param begun when, in nanoseconds
 */
record Attempt(Credentials credentials, Peer peer, Consumer<LoginResult> done, long begun) {
    static Attempt of(Credentials credentials, Peer peer, Consumer<LoginResult> done) {
        return new Attempt(credentials, peer, done, System.nanoTime());
    }

    InetAddress address() {
        InetAddress address = peer.remote().getAddress();
        return address == null ? InetAddress.getLoopbackAddress() : address;
    }

    /** Returns what is left of a time that began with the attempt; negative when it is over. */
    Duration left(Duration time) {
        return time.minusNanos(System.nanoTime() - begun);
    }
}
