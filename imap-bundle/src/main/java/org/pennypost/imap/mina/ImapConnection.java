// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mina;

import java.util.Map;
import org.apache.mina.core.buffer.IoBuffer;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.MailAccount;

/** What transport sees of a session: it unwraps MINA's buffers and passes everything on. */
public final class ImapConnection implements Session {
    private final Conversation conversation;

    /** Makes the transport's side of a conversation. */
    public ImapConnection(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void received(IoBuffer inbound) {
        conversation.received(inbound.buf());
    }

    @Override
    public void room() {
        conversation.room();
    }

    @Override
    public void idle() {
        conversation.idle();
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
        return conversation.snapshot();
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
