// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.MailAccount;
import org.pennypost.imap.mina.Conversation;
import org.pennypost.imap.mina.Outlet;

/**
 * One client from greeting to goodbye: passes what transport and core say on to intake and dispatcher, and carries the
 * session over exchanges of store and protocol.
 */
final class Client implements Conversation, Bell {
    private static final String AWAY = "* BYE [UNAVAILABLE] The server is being changed; please connect again\r\n";

    private final ClientSession session;
    private final Intake intake;
    private final Dispatcher dispatcher;
    private final Connection connection;
    private final Session side;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Runnable wordsListener = this::wordsChanged;
    private boolean left;
    private @Nullable String lost;
    private volatile String doing = "not logged in";

    private Client(Connection connection, House house) {
        this.connection = connection;
        this.session = new ClientSession(connection, house);
        this.intake = new Intake(session);
        this.dispatcher = intake.dispatcher();
        this.side = Outlet.session(this);
        session.wire(side, this);
    }

    /** Begins a session. */
    static Session open(Connection connection, House house) {
        Client client = new Client(connection, house);
        house.registry().listen(client.wordsListener);
        connection.idleAfter(house.settings().get().times().login());
        client.session
                .writer()
                .line("* OK [CAPABILITY " + String.join(" ", client.session.capabilities()) + "] Pennypost ready");
        client.session.writer().flush();
        return client.side;
    }

    /** Goes on with a session that another version left. */
    static Session resume(Connection connection, Snapshot snapshot, House house) {
        Client client = new Client(connection, house);
        house.registry().listen(client.wordsListener);
        try {
            client.restore(snapshot);
        } catch (RuntimeException failed) {
            client.left = true;
            client.closed();
            throw failed;
        }
        return client.side;
    }

    private void restore(Snapshot snapshot) {
        House house = session.house();
        dispatcher.badCommands(Integer.parseInt(snapshot.text("bad").orElse("0")));
        dispatcher.commands(Integer.parseInt(snapshot.text("commands").orElse("0")));
        session.slots().putAll(SessionForm.slots(snapshot));
        snapshot.list("enabled").forEach(session::enable);
        Optional<Identity> identity = SessionForm.identity(snapshot);
        if (identity.isPresent()) {
            MailAccount account = account(house, identity.get());
            SessionForm.view(snapshot).ifPresent(session::view);
            session.enter(identity.get(), null);
            if (account != null && !session.attach(account)) {
                lost = "The mailbox is not the same any more";
            }
        } else {
            connection.idleAfter(house.settings().get().times().login());
        }
        describeNow();
        intake.restore(SessionForm.pending(snapshot));
        connection.step(this::settle);
    }

    private @Nullable MailAccount account(House house, Identity identity) {
        try {
            return house.login().resume(identity, Set.copyOf(session.enabled()));
        } catch (MailException failed) {
            if (failed.problem() == Problem.UNAVAILABLE) {
                return null;
            }
            throw failed;
        }
    }

    @Override
    public void received(ByteBuffer inbound) {
        if (left) {
            return;
        }
        intake.received(inbound);
        describeNow();
    }

    @Override
    public void room() {
        if (!left) {
            dispatcher.pumpStep();
            intake.room();
        }
    }

    @Override
    public void idle() {
        if (!left) {
            dispatcher.farewell().bye("[UNAVAILABLE] Autologout; idle for too long");
        }
    }

    @Override
    public void closed() {
        session.house().registry().forget(wordsListener);
        intake.end();
        session.end();
        left = true;
    }

    @Override
    public void detach() {
        if (!left) {
            intake.detach();
            session.detach();
            connection.step(this::settle);
        }
    }

    @Override
    public void attach(MailAccount account) {
        if (left) {
            account.close();
            return;
        }
        if (!session.attach(account)) {
            lost = "The mailbox is not the same any more";
        }
        try {
            intake.attach();
        } catch (MailException gone) {
            lost = "A message that was being uploaded is gone";
        }
        connection.step(this::settle);
    }

    /** The first step after a hold: goes on with what it interrupted, in the store or without one. */
    private void settle() {
        if (left || dispatcher.farewell().isClosing()) {
            return;
        }
        if (lost != null) {
            dispatcher.farewell().bye(lost);
            return;
        }
        boolean away = session.isAway();
        if (away) {
            intake.literals().away();
        }
        dispatcher.reattached(away);
        intake.goOn();
        describeNow();
    }

    @Override
    public Snapshot snapshot() {
        Snapshot snapshot = Snapshot.EMPTY
                .withFarewell(AWAY)
                .with("bad", Integer.toString(dispatcher.badCommands()))
                .with("commands", Integer.toString(dispatcher.commands()));
        if (!left) {
            intake.detach();
            session.detach();
            snapshot = SessionForm.pending(snapshot, intake.pending());
            Optional<Identity> identity = session.identity();
            if (identity.isPresent()) {
                snapshot = SessionForm.who(snapshot, identity.get(), session.enabled(), session.slots());
            }
            SelectedView view = session.view();
            if (view != null) {
                snapshot = SessionForm.view(snapshot, view);
            }
            left = true;
            session.house().registry().forget(wordsListener);
            intake.leave();
            session.end();
        }
        return snapshot;
    }

    @Override
    public void farewell(String why) {
        if (!left) {
            dispatcher.farewell().end(why);
        }
    }

    @Override
    public Map<String, String> summary() {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put("user", session.identity().map(Identity::user).orElse(""));
        summary.put("commands", Integer.toString(dispatcher.commands()));
        String reason = dispatcher.farewell().reason();
        if (!reason.isEmpty()) {
            summary.put("reason", reason);
        }
        return summary;
    }

    @Override
    public String describe() {
        String inside = dispatcher.inside();
        return inside.isEmpty() ? doing : "in " + inside + ", " + doing;
    }

    private void describeNow() {
        SelectedView view = session.view();
        String where = session.identity().isEmpty()
                ? "not logged in"
                : view == null ? "logged in" : (view.readOnly() ? "examining " : "selected ") + view.name();
        doing = dispatcher
                        .running()
                        .map(now -> now.head.command().name() + ", ")
                        .orElse("")
                + where;
    }

    /** Any thread: something changed in the mailbox. Matters only while the client is in IDLE. */
    @Override
    public void ring(MailboxId mailbox, long modSeq) {
        if (dispatcher.listens() && rung.compareAndSet(false, true)) {
            connection.step(this::rung);
        }
    }

    private void rung() {
        rung.set(false);
        if (!left) {
            dispatcher.rung();
            session.writer().flush();
        }
    }

    /** Any thread: words have come or gone. */
    private void wordsChanged() {
        connection.step(this::followWords);
    }

    private void followWords() {
        if (left || dispatcher.farewell().isClosing()) {
            return;
        }
        intake.wordsChanged();
        Grammar grammar = session.house().registry().grammar();
        for (String name : List.copyOf(session.enabled())) {
            switch (grammar.standing(name)) {
                case THERE -> {}
                case AWAITED ->
                    connection.later(session.house().registry().hold().plusMillis(20), this::followWords);
                case GONE -> session.enabled().remove(name);
                case LOST -> dispatcher.featureLost(name);
            }
        }
    }
}
