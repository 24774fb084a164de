// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;
import org.pennypost.transport.flow.Engine;
import org.pennypost.transport.flow.Entrance;
import org.pennypost.transport.flow.SocketConnection;
import org.pennypost.transport.limit.Tally;
import org.pennypost.transport.proxy.ProxyFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound port. It can move to another port, or close, while the connections that came through it stay: I/O threads and
 * connections belong to the {@link Engine}, the acceptor here has only the thread that accepts.
 */
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int BACKLOG = 1024;

    private final String name;
    private final Engine engine;
    private final AtomicInteger connections = new AtomicInteger();
    /** Clients who are being refused; so many may wait for their refusal, more are closed without a word. */
    private final AtomicInteger refusals = new AtomicInteger();
    /** Clients whose proxy has not spoken yet. */
    private final AtomicInteger proxied = new AtomicInteger();

    private final Tally<InetAddress> addresses = new Tally<>();
    private volatile @Nullable DoorSettings settings;
    private @Nullable NioSocketAcceptor acceptor;
    private @Nullable ExecutorService acceptorThread;
    private @Nullable InetSocketAddress bound;
    private String problem = "closed";
    private boolean failed;

    /**
     * Makes a door that is closed.
     *
     * @param name of the listener
     */
    public Door(String name, Engine engine) {
        this.name = name;
        this.engine = engine;
    }

    /** Returns the listener's name. */
    public String name() {
        return name;
    }

    /** Takes settings: opens, closes or moves. Connections that are open stay. What goes wrong is {@link #problem}. */
    public synchronized void set(DoorSettings changed) {
        settings = changed;
        apply(changed);
    }

    /** Says that the door cannot be opened. */
    public synchronized void fail(String why) {
        settings = null;
        unbind();
        problem = why;
        failed = true;
    }

    /**
     * Opens or closes as the number of channels wants it: 0 closes; tries a port again that was in use. To be
     * called now and then.
     */
    public synchronized void check() {
        DoorSettings current = settings;
        if (current == null || current.address() == null || (current.lane().channels() == 0) == (bound == null)) {
            return;
        }
        boolean again = failed;
        apply(current);
        if (!failed) {
            LOG.info(
                    "listener {}{}",
                    name,
                    problem.isEmpty() ? (again ? " at last on " : " on ") + bound : ": " + problem);
        }
    }

    private void apply(DoorSettings wanted) {
        InetSocketAddress address = wanted.address();
        failed = false;
        if (address == null) {
            unbind();
            problem = "off (port 0)";
        } else if (wanted.lane().channels() == 0) {
            unbind();
            problem = "closed (channels = 0)";
        } else if (bound == null || !address.equals(asked())) {
            unbind();
            bind(address);
        }
    }

    private @Nullable SocketAddress asked() {
        return acceptor == null ? null : acceptor.getDefaultLocalAddress();
    }

    private void bind(InetSocketAddress address) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread accepting = new Thread(task, "accept-" + name);
            accepting.setDaemon(true);
            return accepting;
        });
        NioSocketAcceptor opened = new NioSocketAcceptor(thread, engine.processors());
        try {
            opened.setCloseOnDeactivation(false);
            opened.setReuseAddress(true);
            opened.setBacklog(BACKLOG);
            opened.getSessionConfig().setTcpNoDelay(true);
            opened.getSessionConfig().setKeepAlive(true);
            opened.setHandler(new Quiet());
            opened.setFilterChainBuilder(this::enter);
            opened.setDefaultLocalAddress(address);
            opened.bind();
            acceptor = opened;
            acceptorThread = thread;
            bound = opened.getLocalAddress();
            problem = "";
        } catch (IOException | RuntimeException e) {
            opened.dispose();
            thread.shutdown();
            problem = reason(e);
            failed = true;
        }
    }

    private static String reason(Exception e) {
        // MINA names the address, its cause says what is wrong.
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private void unbind() {
        NioSocketAcceptor old = acceptor;
        ExecutorService thread = acceptorThread;
        acceptor = null;
        acceptorThread = null;
        bound = null;
        if (old != null && thread != null) {
            old.unbind();
            old.dispose();
            thread.shutdown();
        }
    }

    /** A client comes in. Called by an I/O thread, before the session is opened. */
    private void enter(IoFilterChain chain) {
        IoSession io = chain.getSession();
        DoorSettings current = settings;
        if (current == null
                || !(io.getRemoteAddress() instanceof InetSocketAddress remote)
                || !(io.getLocalAddress() instanceof InetSocketAddress local)) {
            io.closeNow();
        } else if (!current.limits().proxies().contains(remote.getAddress())) {
            admit(current, io, remote, local);
        } else if (proxied.incrementAndGet() > current.limits().connections()) {
            proxied.decrementAndGet();
            io.closeNow();
        } else {
            chain.addLast(
                    "proxy",
                    new ProxyFilter(
                            name,
                            new Proxied(current),
                            engine.timers(),
                            engine.settings().times().handshake()));
        }
    }

    /** A client behind a proxy: comes in when that has said whose connection it is. */
    private final class Proxied implements ProxyFilter.Newcomer {
        private final DoorSettings current;

        Proxied(DoorSettings current) {
            this.current = current;
        }

        @Override
        public void announced(IoSession io, InetSocketAddress client, InetSocketAddress server) {
            proxied.decrementAndGet();
            SocketConnection connection = admit(current, io, client, server);
            if (connection != null) {
                connection.opened();
            }
        }

        @Override
        public void lost() {
            proxied.decrementAndGet();
        }
    }

    private @Nullable SocketConnection admit(
            DoorSettings current, IoSession io, InetSocketAddress remote, InetSocketAddress local) {
        InetAddress from = remote.getAddress();
        String refused = count(current, from);
        Runnable leave = () -> uncount(current, from);
        if (refused != null) {
            leave.run();
            leave = refusals::decrementAndGet;
            if (refusals.incrementAndGet() > engine.settings().refusals()) {
                leave.run();
                io.closeNow();
                return null;
            }
        }
        Runnable once = leave;
        Entrance entrance =
                new Entrance(name, current.layering(), current.tls() == DoorSettings.Tls.IMPLICIT, remote, local);
        return new SocketConnection(
                engine, entrance, io, connection -> current.lane().seat(connection, refused, once));
    }

    private @Nullable String count(DoorSettings current, InetAddress from) {
        String refused = current.lane().enter(from);
        if (connections.incrementAndGet() > current.limits().connections()) {
            LOG.info(
                    current.lane().marks().failures(),
                    "{}: {} refused: max-connections reached",
                    name,
                    from.getHostAddress());
            refused = "Too many connections";
        }
        if (addresses.enter(from) > current.limits().perAddress()) {
            LOG.info(
                    current.lane().marks().failures(),
                    "{}: {} refused: max-per-address reached",
                    name,
                    from.getHostAddress());
            refused = "Too many connections from your address";
        }
        return refused;
    }

    private void uncount(DoorSettings current, InetAddress from) {
        addresses.leave(from);
        connections.decrementAndGet();
        current.lane().leave();
    }

    /** Returns where the door is open; null if it is not. */
    public synchronized @Nullable InetSocketAddress bound() {
        return bound;
    }

    /** Returns the name of the protocol; empty if the settings are unusable. */
    public String protocol() {
        DoorSettings current = settings;
        return current == null ? "" : current.lane().name();
    }

    /** Returns {@code none}, {@code starttls} or {@code implicit}; empty if the settings are unusable. */
    public String tls() {
        DoorSettings current = settings;
        return current == null ? "" : current.tls().name().toLowerCase(Locale.ROOT);
    }

    /** Returns {@code host:port}, where the door is open or was to be; empty if nowhere. */
    public synchronized String where() {
        DoorSettings current = settings;
        InetSocketAddress address = bound != null || current == null ? bound : current.address();
        if (address == null) {
            return "";
        }
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Tells whether the door should be open and cannot be. */
    public synchronized boolean failed() {
        return failed;
    }

    /** Returns why the door is not open, one line; empty if it is. */
    public synchronized String problem() {
        return problem;
    }

    /** Returns how many connections came through this door and are open. */
    public int connections() {
        return connections.get();
    }

    /** The connection's filter sees everything. What comes here comes when that is gone already: lost writes. */
    private static final class Quiet extends IoHandlerAdapter {
        @Override
        public void exceptionCaught(IoSession io, Throwable cause) {
            LOG.debug("{}: {}", io, cause.toString());
        }
    }

    /** Accepts no more. Connections stay. */
    @Override
    public synchronized void close() {
        settings = null;
        unbind();
        problem = "closed";
    }
}
