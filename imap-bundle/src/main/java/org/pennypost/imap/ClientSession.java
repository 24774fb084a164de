// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.State;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.net.Session;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.imap.engine.Door;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.SavedResult;
import org.pennypost.imap.engine.Words;
import org.pennypost.imap.mina.Outlet;
import org.pennypost.imap.wire.NameForm;
import org.pennypost.imap.wire.Writer;

/** What one client's session consists of: who, which mail, which mailbox, what is enabled. Used in steps only. */
final class ClientSession implements Engine, SavedResult {
    private final Connection connection;
    private final House house;
    private final NameForm names = new NameForm();
    private final Writer writer;
    private final Outlet outlet;
    private final Set<String> enabled = new LinkedHashSet<>();
    private final List<String> untold = new ArrayList<>(0);
    private final Map<String, Map<String, String>> slots = new HashMap<>();
    private Bell bell = Bell.SILENT;
    private Grammar grammar;
    private @Nullable Session transportSide;
    private @Nullable Identity identity;
    private @Nullable MailAccount account;
    private Sessions.@Nullable Registration registration;
    private @Nullable SelectedView view;

    /** Makes the session of somebody who has not logged in. */
    ClientSession(Connection connection, House house) {
        this.connection = connection;
        this.house = house;
        this.outlet = new Outlet(connection);
        this.writer = new Writer(outlet, names);
        this.grammar = house.registry().grammar();
    }

    /** Says who transport calls, and who hears the bell. */
    void wire(Session side, Bell ear) {
        transportSide = side;
        bell = ear;
    }

    Connection connection() {
        return connection;
    }

    House house() {
        return house;
    }

    NameForm names() {
        return names;
    }

    Writer writer() {
        return writer;
    }

    Outlet outlet() {
        return outlet;
    }

    /** Takes the words now in force for the next command. */
    Grammar renewWords() {
        grammar = house.registry().grammar();
        return grammar;
    }

    @Nullable
    SelectedView view() {
        return view;
    }

    void view(SelectedView other) {
        view = other;
    }

    /** Lets the client in, or says why not. */
    Outcome admit(LoginResult result) {
        if (result instanceof LoginResult.Refused refused) {
            return Answers.no(refused.reason());
        }
        LoginResult.Granted granted = (LoginResult.Granted) result;
        enter(granted.identity(), granted.account());
        return Outcome.done(new ResponseCode("CAPABILITY " + String.join(" ", capabilities())), "Logged in");
    }

    /** Becomes the session of a user; without account while the store is away. */
    void enter(Identity who, @Nullable MailAccount his) {
        identity = who;
        if (his != null) {
            use(his);
        }
        registration = house.sessions()
                .register(
                        java.util.Objects.requireNonNull(transportSide),
                        connection,
                        "imap",
                        who,
                        () -> Set.copyOf(enabled));
        connection.idleAfter(house.settings().get().times().idle());
    }

    private void use(MailAccount other) {
        account = other;
        names.separator(other.namespaces().get(0).separator());
    }

    /** Lets go of everything that belongs to the store. */
    void detach() {
        if (view != null) {
            view.detach();
        }
        if (account != null) {
            account.close();
            account = null;
        }
    }

    /**
     * Goes on in a store.
     *
     * @return whether the selected mailbox, if any, is still the same one
     */
    boolean attach(MailAccount other) {
        if (account != null) {
            account.close();
        }
        use(other);
        if (view == null) {
            return true;
        }
        SelectedView.Place place = view.place();
        try {
            return view.attach(
                    place.name(), other.open(place.name(), place.readOnly() ? Access.EXAMINE : Access.SELECT, bell));
        } catch (MailException gone) {
            return gone.problem() == Problem.NOT_FOUND && follow();
        }
    }

    /** Tells whether somebody has logged in whose mail cannot be reached. */
    boolean isAway() {
        return identity != null && account == null;
    }

    /** Ends: nothing of the session is needed any more. */
    void end() {
        detach();
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    @Override
    public State state() {
        return identity == null ? State.NOT_AUTHENTICATED : view == null ? State.AUTHENTICATED : State.SELECTED;
    }

    @Override
    public Peer peer() {
        return connection.peer();
    }

    @Override
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    @Override
    public MailAccount account() {
        if (identity == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        if (account == null) {
            throw new MailException(Problem.UNAVAILABLE, "the mail store is away");
        }
        return account;
    }

    @Override
    public Optional<Selection> selected() {
        return Optional.ofNullable(view);
    }

    @Override
    public Set<String> enabled() {
        return enabled;
    }

    @Override
    public void enable(String name) {
        String feature = name.toUpperCase(Locale.ROOT);
        if (enabled.add(feature) && view != null) {
            untold.add(feature);
        }
    }

    @Override
    public void enableAll(List<String> more) {
        boolean changed = !enabled.containsAll(more);
        more.forEach(this::enable);
        if (changed && view == null && identity != null) {
            MailAccount before = account();
            use(house.login().resume(identity, Set.copyOf(enabled)));
            before.close();
        }
    }

    /** Returns what has been enabled while a mailbox was selected, once. */
    List<String> justEnabled() {
        List<String> names = List.copyOf(untold);
        untold.clear();
        return names;
    }

    @Override
    public Map<String, String> slot(String name) {
        return slots.computeIfAbsent(name, key -> new HashMap<>());
    }

    Map<String, Map<String, String>> slots() {
        return slots;
    }

    @Override
    public Progress progress() {
        return registration == null ? Progress.NONE : registration.progress();
    }

    @Override
    public Words words() {
        return grammar;
    }

    @Override
    public List<String> capabilities() {
        return List.copyOf(grammar.capabilities(this));
    }

    @Override
    public Door door() {
        return new FrontDoor(house.login(), connection);
    }

    @Override
    public Selection select(MailboxName name, Access access) {
        Mailbox mailbox = account().open(name, access, bell);
        var state = mailbox.state();
        boolean readOnly = access == Access.EXAMINE;
        SelectedView opened = new SelectedView(
                new SelectedView.Place(name, state.id(), state.uidValidity(), readOnly), mailbox, state);
        view = opened;
        return opened;
    }

    /** The selected mailbox is not where it was: goes on with it if it has another name now. */
    boolean follow() {
        if (view == null || account == null) {
            return false;
        }
        view.lose();
        SelectedView.Place place = view.place();
        for (MailboxEntry entry : account.list()) {
            if (entry.kind() == MailboxEntry.Kind.MAILBOX && isAt(place, entry.name())) {
                return view.attach(
                        entry.name(),
                        account.open(entry.name(), place.readOnly() ? Access.EXAMINE : Access.SELECT, bell));
            }
        }
        return false;
    }

    private boolean isAt(SelectedView.Place place, MailboxName name) {
        try {
            MailboxStatus status = account().status(name, new StatusPlan());
            return status.id().equals(place.id()) && status.numbers().uidValidity() == place.uidValidity();
        } catch (MailException none) {
            return false;
        }
    }

    @Override
    public void unselect() {
        if (view != null) {
            view.detach();
            view = null;
            untold.clear();
        }
    }

    @Override
    public void told(UidSet uids, long modSeq) {
        if (view != null) {
            view.told(uids, modSeq);
        }
    }

    @Override
    public UidSet saved() {
        return view == null ? UidSet.EMPTY : view.saved();
    }

    @Override
    @Rfc(number = 5182, section = "2.5")
    public boolean save(UidSet uids) {
        boolean kept = uids.ranges() <= house.settings().get().limits().saved();
        if (view != null) {
            view.save(kept ? uids : UidSet.EMPTY);
        }
        return kept;
    }

    @Override
    public Flags announced() {
        return view == null ? Flags.NONE : view.announced();
    }

    @Override
    public void announce(Flags flags) {
        if (view != null) {
            view.announce(flags);
        }
    }

    @Override
    public boolean hasRoom() {
        return connection.hasRoom();
    }

    @Override
    public char separator() {
        return names.separator();
    }

    /** Returns the most octets a message may have, for APPEND. */
    long appendLimit() {
        return house.settings().get().limits().append();
    }
}
