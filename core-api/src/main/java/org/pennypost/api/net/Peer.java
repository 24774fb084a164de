// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is at the other end of a connection, and through which door he came. Immutable. */
public final class Peer {
    private final String id;
    private final String listener;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final @Nullable String tls;
    private final boolean offersTls;

    /**
     * Makes a peer.
     *
     * @param id the connection's name in logs and in the shell, unique within this run of the server
     * @param listener the name of the listener's configuration, such as {@code imaps}
     * @param remote the client's address
     * @param local the server's address
     * @param tls protocol version and cipher suite, null in clear
     */
    public Peer(String id, String listener, InetSocketAddress remote, InetSocketAddress local, @Nullable String tls) {
        this(id, listener, remote, local, tls, false);
    }

    private Peer(
            String id,
            String listener,
            InetSocketAddress remote,
            InetSocketAddress local,
            @Nullable String tls,
            boolean offersTls) {
        this.id = Objects.requireNonNull(id);
        this.listener = Objects.requireNonNull(listener);
        this.remote = Objects.requireNonNull(remote);
        this.local = Objects.requireNonNull(local);
        this.tls = tls;
        this.offersTls = offersTls;
    }

    /** Returns the peer of a listener that can put TLS under a connection in clear, or cannot. */
    public Peer offeringTls(boolean offered) {
        return new Peer(id, listener, remote, local, tls, offered);
    }

    /** Returns the connection's name in logs. */
    public String id() {
        return id;
    }

    /** Returns the listener's name. */
    public String listener() {
        return listener;
    }

    /** Returns the client's address. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** Returns the server's address. */
    public InetSocketAddress local() {
        return local;
    }

    /** Returns protocol version and cipher suite; empty in clear. */
    public Optional<String> tls() {
        return Optional.ofNullable(tls);
    }

    /** Tells whether the connection is in clear and {@link Connection.Layer#TLS} can be put under it (STARTTLS, STLS). */
    public boolean offersTls() {
        return offersTls && tls == null;
    }

    /** Tells whether the client is on this machine. */
    public boolean loopback() {
        return remote.getAddress() != null && remote.getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return id + " from " + remote;
    }
}
