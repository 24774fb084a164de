// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.store.MailboxState;
import org.pennypost.imap.wire.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A teller of an extension. Everybody's commands pass through it: if it throws, what it had begun to write is taken back and
 * nobody else is harmed (engine rule 13).
 */
final class GuardedTeller implements Teller {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedTeller.class);

    private final Teller teller;
    private volatile boolean logged;

    GuardedTeller(Teller teller) {
        this.teller = teller;
    }

    @Override
    public void opened(MailboxState mailbox, ImapSession session, ImapWriter out) {
        guard(out, () -> {
            teller.opened(mailbox, session, out);
            return true;
        });
    }

    @Override
    public void enabled(String feature, Selection mailbox, ImapSession session, ImapWriter out) {
        guard(out, () -> {
            teller.enabled(feature, mailbox, session, out);
            return true;
        });
    }

    @Override
    public void changed(MessageMeta message, ImapSession session, ImapWriter out) {
        guard(out, () -> {
            teller.changed(message, session, out);
            return true;
        });
    }

    @Override
    public boolean vanished(UidSet uids, ImapSession session, ImapWriter out) {
        return guard(out, () -> teller.vanished(uids, session, out));
    }

    @Override
    public void vanishedEarlier(UidSet uids, ImapSession session, ImapWriter out) {
        guard(out, () -> {
            teller.vanishedEarlier(uids, session, out);
            return true;
        });
    }

    @Override
    public Optional<ResponseCode> completed(Selection mailbox, Told told, ImapSession session) {
        try {
            return teller.completed(mailbox, told, session);
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            log(bug);
            return Optional.empty();
        }
    }

    private boolean guard(ImapWriter out, BooleanSupplier call) {
        Writer writer = (Writer) out;
        Writer.Mark mark = writer.mark();
        try {
            return call.getAsBoolean();
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            writer.back(mark);
            log(bug);
            return false;
        }
    }

    private void log(Throwable bug) {
        if (!logged) {
            logged = true;
            LOG.error("{} throws; said once", teller.getClass().getName(), bug);
        }
    }
}
