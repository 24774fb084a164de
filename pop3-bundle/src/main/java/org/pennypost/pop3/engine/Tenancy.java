// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.pop3.drop.FrozenMaildrop;

/** One user's maildrop in use: who he is, his account, the lock, the frozen list, and his place in the register. */
final class Tenancy {
    private final Identity identity;
    private final Surroundings.Settings settings;
    private final Sessions.Registration registration;
    private @Nullable MailAccount account;
    private @Nullable MaildropLock lock;
    private @Nullable String token;
    private @Nullable FrozenMaildrop drop;

    private Tenancy(Identity identity, Surroundings.Settings settings, Sessions.Registration registration) {
        this.identity = identity;
        this.settings = settings;
        this.registration = registration;
    }

    private static Tenancy of(Identity identity, Surroundings around, Session session, Connection connection) {
        return new Tenancy(
                identity,
                around.settings(),
                around.sessions().register(session, connection, "pop3", identity, Set::of));
    }

    /**
     * Takes the maildrop of somebody who has just logged in.
     *
     * @throws MailException IN_USE, UNAVAILABLE; then the account is closed
     */
    static Tenancy take(
            Identity identity, MailAccount account, Surroundings around, Session session, Connection connection) {
        Tenancy tenancy = of(identity, around, session, connection);
        try {
            tenancy.open(account);
            return tenancy;
        } catch (RuntimeException e) {
            tenancy.end();
            throw e;
        }
    }

    private void open(MailAccount opened) {
        account = opened;
        if (settings.exclusive()) {
            MaildropLock taken = opened.lockMaildrop(token);
            lock = taken;
            token = taken.token();
        }
        Mailbox mailbox = opened.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT);
        MailboxState state = mailbox.state();
        FrozenMaildrop frozen = drop;
        if (frozen == null) {
            frozen = new FrozenMaildrop(
                    state.now().uids(), state.uidValidity(), settings.uidl(), registration.progress());
            drop = frozen;
        }
        frozen.mailbox(mailbox);
        if (frozen.uidValidity() != state.uidValidity()) {
            throw new MailException(Problem.CORRUPT, "UIDVALIDITY is another one");
        }
    }

    Identity identity() {
        return identity;
    }

    Sessions.Registration registration() {
        return registration;
    }

    FrozenMaildrop drop() {
        if (drop == null) {
            throw new MailException(Problem.UNAVAILABLE, "the store is away");
        }
        return drop;
    }

    /** Becomes values; the lock stays with the store, under its token. */
    void detach() {
        if (drop != null) {
            drop.mailbox(null);
        }
        lock = null;
        if (account != null) {
            account.close();
            account = null;
        }
    }

    /**
     * Goes on in another account of the same user.
     *
     * @throws MailException if it cannot
     */
    void attach(MailAccount other) {
        detach();
        open(other);
    }

    /** Lets go of everything. */
    void end() {
        MaildropLock held = lock;
        detach();
        if (held != null) {
            held.release();
        }
        registration.close();
    }

    /** Becomes values for good. */
    Snapshot snapshot(Snapshot before) {
        Snapshot now = before.with("user", identity.user());
        for (var attribute : identity.attributes().entrySet()) {
            now = now.with("attribute." + attribute.getKey(), attribute.getValue());
        }
        if (token != null) {
            now = now.with("lock", token);
        }
        if (drop != null) {
            now = now.with("uidvalidity", String.valueOf(drop.uidValidity()))
                    .with("uids", drop.everything())
                    .with("deleted", drop.marked());
        }
        detach();
        registration.close();
        return now;
    }

    /** Goes on where another version was; without a store for now, if it is away. */
    static Tenancy resume(Snapshot snapshot, Surroundings around, Session session, Connection connection) {
        Identity identity = Identity.of(snapshot.text("user").orElseThrow());
        for (String key : snapshot.keys()) {
            if (key.startsWith("attribute.")) {
                identity = identity.with(
                        key.substring("attribute.".length()), snapshot.text(key).orElse(""));
            }
        }
        Tenancy tenancy = of(identity, around, session, connection);
        tenancy.token = snapshot.text("lock").orElse(null);
        FrozenMaildrop frozen = new FrozenMaildrop(
                list(snapshot.uids("uids")),
                Long.parseLong(snapshot.text("uidvalidity").orElse("0")),
                around.settings().uidl(),
                tenancy.registration.progress());
        frozen.mark(snapshot.uids("deleted"));
        tenancy.drop = frozen;
        try {
            tenancy.open(around.login().resume(identity, Set.of()));
        } catch (MailException e) {
            if (e.problem() != Problem.UNAVAILABLE) {
                tenancy.end();
                throw e;
            }
            tenancy.detach();
        }
        return tenancy;
    }

    private static UidList list(UidSet set) {
        int[] uids = new int[Math.toIntExact(set.count())];
        int[] size = {0};
        set.forEach(uid -> uids[size[0]++] = (int) uid);
        return UidList.over(uids, uids.length);
    }
}
