// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.mina;

import java.util.Map;
import org.apache.mina.core.buffer.IoBuffer;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.MailAccount;
import org.pennypost.pop3.engine.Conversation;
import org.pennypost.pop3.engine.Surroundings;

/**
 * A conversation on a connection: cuts lines out of the inbound buffer and gives them to the engine, one at a time. What
 * is not yet a line stays in the buffer. A line above the limit is answered once and thrown away to its end.
 */
@Rfc(number = 2449, section = "4")
public final class LineSession implements Session {
    private final Outbound port;
    private final Conversation conversation;
    private boolean discarding;

    private LineSession(Connection connection, Surroundings around) {
        port = new Outbound(connection);
        conversation = new Conversation(connection, port, this, around);
    }

    /** Begins a session and greets. */
    public static LineSession open(Connection connection, Surroundings around) {
        LineSession session = new LineSession(connection, around);
        session.conversation.greet();
        return session;
    }

    /** Goes on with a session of another version. */
    public static LineSession resume(Connection connection, Surroundings around, Snapshot snapshot) {
        LineSession session = new LineSession(connection, around);
        session.discarding = snapshot.text("discarding").isPresent();
        session.conversation.resume(snapshot);
        return session;
    }

    /** Returns the engine's side. */
    public Conversation conversation() {
        return conversation;
    }

    @Override
    public void received(IoBuffer inbound) {
        conversation.received();
        while (conversation.ready() && inbound.hasRemaining()) {
            int start = inbound.position();
            int end = inbound.indexOf((byte) '\n');
            int limit = conversation.lineLimit();
            if (discarding) {
                inbound.position(end < 0 ? inbound.limit() : end + 1);
                discarding = end < 0;
            } else if (end >= 0 && end - start < limit) {
                conversation.line(line(inbound, end));
            } else if (end >= 0 || inbound.remaining() > limit) {
                discarding = true;
                conversation.tooLong();
            } else {
                break;
            }
        }
        port.flush();
    }

    private static byte[] line(IoBuffer inbound, int end) {
        int start = inbound.position();
        int length = end > start && inbound.get(end - 1) == '\r' ? end - start - 1 : end - start;
        byte[] line = new byte[length];
        inbound.get(line);
        inbound.position(end + 1);
        return line;
    }

    @Override
    public void room() {
        conversation.room();
    }

    @Override
    public void idle() {
        conversation.farewell(null);
    }

    @Override
    public void closed() {
        conversation.closed();
    }

    @Override
    public void detach() {
        conversation.detach();
    }

    @Override
    public void attach(MailAccount account) {
        conversation.attach(account);
    }

    @Override
    public Snapshot snapshot() {
        Snapshot snapshot = conversation.snapshot();
        return discarding ? snapshot.with("discarding", "") : snapshot;
    }

    @Override
    public void farewell(String why) {
        conversation.farewell(why);
    }

    @Override
    public Map<String, String> summary() {
        return conversation.summary();
    }

    @Override
    public String describe() {
        return conversation.describe();
    }
}
