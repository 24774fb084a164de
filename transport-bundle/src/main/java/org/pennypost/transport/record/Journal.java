// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.record;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of one connection. Used by the I/O thread and by steps. */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("org.pennypost.session");

    private static final String BY_SESSION = "closed by the session";
    private static final String LOST = "connection lost";

    private final Marks marks;
    private final Supplier<Peer> peer;
    private final IoSession io;
    private final long began = System.nanoTime();
    private volatile @Nullable String reason;
    private volatile @Nullable String intent;
    private volatile @Nullable Lines lines;

    /** Begins to write of a connection. */
    public Journal(Marks marks, Supplier<Peer> peer, IoSession io) {
        this.marks = marks;
        this.io = io;
        this.peer = peer;
    }

    /** Notes why the connection will end if it is closed by what happens next. */
    public void intent(@Nullable String why) {
        intent = why;
    }

    /** Notes that the connection is being closed by its session. */
    public void closing() {
        String why = intent;
        reason(why == null ? BY_SESSION : why);
    }

    /** Notes why the connection ends; the first reason counts. */
    public void reason(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** The connection is closed because something is wrong with the client. */
    public void problem(String why) {
        reason(why);
        LOG.info(marks.problems(), "{}: closed: {}", peer.get(), why);
    }

    /** The connection is closed because something cannot be done. */
    public void failure(String why, Throwable cause) {
        reason(why);
        LOG.warn(marks.failures(), "{}: closed: {}", peer.get(), why, cause);
    }

    /** The socket, or TLS on it, has failed. */
    public void failed(Throwable cause, boolean handshaking) {
        if (handshaking && cause instanceof SSLException) {
            problem("no TLS: " + cause.getMessage());
        } else if (cause instanceof IOException) {
            reason("connection lost");
            link(cause.toString());
        } else {
            failure(cause.toString(), cause);
        }
    }

    /** The connection is closed by a fault of ours. */
    public void crash(String why, Throwable cause) {
        reason(why);
        LOG.error(marks.crashes(), "{}: closed: {}", peer.get(), why, cause);
    }

    /** Something has happened on the link. */
    public void link(String what, long octets) {
        if (LOG.isTraceEnabled(marks.allInfo())) {
            LOG.trace(marks.allInfo(), "{}: {} {} octets", peer.get(), what, octets);
        }
    }

    /** Something has happened on the link. */
    public void link(String what) {
        if (LOG.isTraceEnabled(marks.allInfo())) {
            LOG.trace(marks.allInfo(), "{}: {}", peer.get(), what);
        }
    }

    private boolean showsLines() {
        return LOG.isDebugEnabled(marks.lowLevel());
    }

    /**
     * Writes lines of the client, as far as the transcript shows them.
     *
     * @param seen so many octets at the head have been here before
     */
    public void client(Supplier<Transcript> transcript, IoBuffer octets, int seen) {
        if (showsLines()) {
            lines(transcript).client(octets.buf(), seen);
        } else if (lines != null) {
            forget();
        }
    }

    /** Writes lines for the client. */
    public void server(Supplier<Transcript> transcript, IoBuffer octets) {
        if (showsLines()) {
            lines(transcript).server(octets.buf());
        }
    }

    /** Passes over octets for the client that are a content. */
    public void content(Supplier<Transcript> transcript, long octets) {
        if (showsLines()) {
            lines(transcript).content(octets);
        }
    }

    private synchronized Lines lines(Supplier<Transcript> transcript) {
        Lines now = lines;
        if (now == null) {
            now = new Lines(transcript.get(), line -> LOG.debug(marks.lowLevel(), "{}: {}", peer.get(), line));
            lines = now;
        }
        return now;
    }

    /** Forgets the transcript, which belongs to a version of a protocol. */
    public synchronized void forget() {
        lines = null;
    }

    /**
     * Writes one line at the end of a session.
     *
     * @param summary what the session says of itself
     */
    public void end(String protocol, Map<String, String> summary) {
        if (!LOG.isInfoEnabled(marks.major())) {
            return;
        }
        Peer who = peer.get();
        StringBuilder line = new StringBuilder("session-end proto=")
                .append(protocol.toUpperCase(java.util.Locale.ROOT))
                .append(" user=<")
                .append(escaped(summary.getOrDefault("user", "")))
                .append("> rip=")
                .append(
                        who.remote().getAddress() == null
                                ? "-"
                                : who.remote().getAddress().getHostAddress())
                .append(" rport=")
                .append(who.remote().getPort())
                .append(" listener=")
                .append(escaped(who.listener()))
                .append(" tls=")
                .append(who.tls().map(text -> text.split(" ", 2)[0]).orElse("no"))
                .append(" in=")
                .append(io.getReadBytes())
                .append(" out=")
                .append(io.getWrittenBytes());
        summary.forEach((key, value) -> {
            if (!key.equals("user") && !key.equals("reason")) {
                line.append(' ').append(escaped(key)).append('=').append(escaped(value));
            }
        });
        String own = Objects.requireNonNullElse(reason, LOST);
        // A client who has said goodbye may be gone before we have closed.
        boolean weak = own.equals(BY_SESSION) || own.equals(LOST);
        String why = weak ? summary.getOrDefault("reason", own) : own;
        line.append(" seconds=")
                .append(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                .append(" reason=")
                .append(escaped(why));
        LOG.info(marks.major(), "{}: {}", who, line);
    }

    /** Controls, and what could end or forge a field, become {@code \xNN}. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F || c > 0x9F && Character.isLetterOrDigit(c);
            if (plain && c != '<' && c != '>' && c != '\\') {
                out.append(c);
            } else {
                out.append(String.format(c > 0xFF ? "\\u%04X" : "\\x%02X", (int) c));
            }
        }
        return out.toString();
    }
}
