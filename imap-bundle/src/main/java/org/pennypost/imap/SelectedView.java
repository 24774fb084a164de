// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxState;

/**
 * Which UID has which sequence number for one client.
 *
 * <p>The client counts messages by what it has been told, not by what is there. So the view is the mailbox's UID list at the
 * mod-sequence of the last look, which all sessions that stand there share, plus <em>ghosts</em>: messages that have gone and
 * whose EXPUNGE may not be told yet (RFC 9051 §7.5.1). Only while there are ghosts does a view have a list of its own: the
 * old one with arrivals behind it. Arrivals may be told at any time, because they only add numbers at the end; so the
 * mod-sequence always moves on, and what is owed to the client is kept as ghosts and as UIDs whose flags are new.
 */
@Rfc(number = 9051, section = "2.3.1.2")
@Rfc(number = 9051, section = "7.5.1")
final class SelectedView implements Selection {
    private Place place;
    private boolean lost;
    private @Nullable Mailbox mailbox;
    private UidList known;
    private UidSet ghosts;
    private long uidNext;
    private long modSeq;

    /** where the client stands while there are ghosts: just before the first of them went */
    private long held;

    private UidSet recent;
    private UidSet unsaid = UidSet.EMPTY;
    private Flags announced = Flags.NONE;
    private UidSet saved = UidSet.EMPTY;
    private final List<Told> told = new ArrayList<>(0);

    /**
     * What was opened.
     *
     * @param name at that time
     * @param id by which it is known again
     * @param uidValidity by which its UIDs are
     * @param readOnly whether by EXAMINE
     */
    record Place(MailboxName name, MailboxId id, long uidValidity, boolean readOnly) {}

    /**
     * What the client knows.
     *
     * @param uids of the messages it counts
     * @param ghosts those of them that have gone
     * @param uidNext the first UID it does not know of
     * @param at where it stands
     * @param recent messages that are {@code \Recent} for it
     */
    record Known(UidList uids, UidSet ghosts, long uidNext, At at, UidSet recent) {}

    /**
     * Mod-sequences.
     *
     * @param look of the last look
     * @param told up to which everything has been told: less while there are ghosts
     */
    record At(long look, long told) {}

    private record Told(UidSet uids, long modSeq) {}

    /**
     * What a look at the mailbox gave that the client may be told.
     *
     * @param vanished messages to be told as expunged
     * @param numbers their sequence numbers, each counted after the ones before have gone
     * @param grown whether there are more messages
     */
    record News(UidSet vanished, int[] numbers, boolean grown) {}

    /** Makes the view of a mailbox just opened. */
    SelectedView(Place place, Mailbox mailbox, MailboxState state) {
        this(
                place,
                new Known(
                        state.now().uids(),
                        UidSet.EMPTY,
                        state.now().uidNext(),
                        new At(state.now().modSeq(), state.now().modSeq()),
                        state.recent()));
        this.mailbox = mailbox;
    }

    /** Makes a view that has no mailbox yet. */
    SelectedView(Place place, Known known) {
        this.place = place;
        this.known = known.uids;
        this.ghosts = known.ghosts;
        this.uidNext = known.uidNext;
        this.modSeq = known.at.look;
        this.held = known.at.told;
        this.recent = known.recent;
    }

    /**
     * Looks at the mailbox.
     *
     * @param mayExpunge whether numbers may change now
     */
    News pull(boolean mayExpunge) {
        News news = follow(mailbox().changesSince(modSeq), mayExpunge);
        if (news.grown) {
            // a command may have looked before us, and been given what is \Recent
            recent = recent.union(known.intersect(mailbox().state().recent()));
        }
        return news;
    }

    /** Takes what changed since the last look. */
    News follow(Delta delta, boolean mayExpunge) {
        UidSet gone = known.intersect(
                delta.complete()
                        ? delta.vanished()
                        : known.toSet().minus(delta.uids().toSet()));
        ghosts = ghosts.union(gone);
        unsaid = unsaid.union(known.intersect(delta.changed())).minus(ghosts);
        int arrivals = delta.uids().size() - delta.uids().indexFrom(uidNext);
        UidSet vanished = mayExpunge ? ghosts : UidSet.EMPTY;
        int[] numbers = numbers(vanished);
        if (mayExpunge) {
            ghosts = UidSet.EMPTY;
        }
        known = ghosts.isEmpty() ? delta.uids() : joined(known, delta.uids());
        uidNext = Math.max(uidNext, delta.uidNext());
        modSeq = delta.modSeq();
        held = ghosts.isEmpty() ? modSeq : held;
        recent = recent.union(delta.recent()).minus(vanished);
        return new News(vanished, numbers, arrivals > 0);
    }

    private int[] numbers(UidSet vanished) {
        int[] numbers = new int[(int) vanished.count()];
        int[] done = {0};
        vanished.forEach(uid -> {
            numbers[done[0]] = number(uid) - done[0];
            done[0]++;
        });
        return numbers;
    }

    private UidList joined(UidList old, UidList now) {
        int from = now.indexFrom(uidNext);
        int[] uids = new int[old.size() + now.size() - from];
        for (int i = 0; i < old.size(); i++) {
            uids[i] = (int) old.uid(i);
        }
        for (int i = from; i < now.size(); i++) {
            uids[old.size() + i - from] = (int) now.uid(i);
        }
        return UidList.over(uids, uids.length);
    }

    /** Returns up to 256 messages whose flags the client is owed, and takes them off. */
    UidSet owed() {
        UidSet batch = unsaid.head(Mailbox.BATCH);
        unsaid = unsaid.minus(batch);
        if (batch.isEmpty()) {
            told.clear();
        }
        return batch;
    }

    /** Says that flags up to a mod-sequence need not be told. */
    void told(UidSet uids, long upTo) {
        told.add(new Told(uids, upTo));
    }

    /** Tells whether the client knows, or does not want to know, of a message's state. */
    boolean knows(MessageMeta message) {
        for (Told one : told) {
            if (one.modSeq >= message.modSeq() && one.uids.contains(message.uid())) {
                return true;
            }
        }
        return false;
    }

    /** Lets go of the mailbox because it is not where it was. */
    void lose() {
        detach();
        lost = true;
    }

    /** Lets go of the mailbox; the view stays. */
    void detach() {
        if (mailbox != null) {
            mailbox.close();
            mailbox = null;
        }
    }

    /**
     * Goes on with the mailbox opened again.
     *
     * @param name it has now
     * @return whether it is the same one
     */
    boolean attach(MailboxName name, Mailbox opened) {
        MailboxState state = opened.state();
        if (!state.id().equals(place.id) || state.uidValidity() != place.uidValidity) {
            opened.close();
            return false;
        }
        mailbox = opened;
        lost = false;
        place = new Place(name, place.id, place.uidValidity, place.readOnly);
        recent = recent.union(known.intersect(state.recent()));
        return true;
    }

    /** Returns the mod-sequence of the last look. */
    long looked() {
        return modSeq;
    }

    /** Tells whether messages went of which the client does not know yet. */
    boolean hasGhosts() {
        return !ghosts.isEmpty();
    }

    /** Tells whether the mailbox is open. */
    boolean isAttached() {
        return mailbox != null;
    }

    Place place() {
        return place;
    }

    /** Returns what the client knows. */
    Known known() {
        return new Known(known, ghosts, uidNext, new At(modSeq, held), recent);
    }

    /** Returns the messages whose flags the client is owed. */
    UidSet unsaid() {
        return unsaid;
    }

    /** Returns the flags that the client has been told there are. */
    Flags announced() {
        return announced;
    }

    /** Says that the client has been told of these flags, too. */
    void announce(Flags flags) {
        announced = announced.plus(flags);
    }

    /** Owes the client the flags of these messages. */
    void owe(UidSet uids) {
        unsaid = unsaid.union(uids);
    }

    @Override
    public Mailbox mailbox() {
        if (mailbox == null) {
            throw lost
                    ? new MailException(Problem.NOT_FOUND, "the mailbox has gone")
                    : new MailException(Problem.UNAVAILABLE, "the mail store is away");
        }
        return mailbox;
    }

    @Override
    public MailboxName name() {
        return place.name;
    }

    @Override
    public boolean readOnly() {
        return place.readOnly;
    }

    @Override
    public long uidValidity() {
        return place.uidValidity;
    }

    @Override
    public int size() {
        return known.size();
    }

    @Override
    public long uid(int number) {
        return known.uid(number - 1);
    }

    @Override
    public int number(long uid) {
        return known.indexOf(uid) + 1;
    }

    /** Returns what {@code $} stands for: messages that have been told as expunged are not in it (RFC 5182 §2.1). */
    UidSet saved() {
        return known.intersect(saved);
    }

    /** Says what {@code $} stands for. */
    void save(UidSet uids) {
        saved = uids;
    }

    @Override
    @Rfc(number = 5182, section = "2.1")
    public UidSet resolve(SequenceSet set, boolean uids) {
        if (set.isSaved()) {
            return saved();
        }
        if (uids) {
            return known.intersect(set.resolve(known.last()));
        }
        int size = known.size();
        for (SequenceSet.Range range : set.ranges()) {
            // mail programs ask for 1:* without looking whether there is anything
            boolean nothing = size == 0 && (range.from() == SequenceSet.STAR || range.to() == SequenceSet.STAR);
            if (!nothing && Math.max(range.from(), range.to()) > size) {
                throw new ImapSyntaxException(
                        set.offset(),
                        size == 0 ? "no message number (the mailbox is empty)" : "message numbers from 1 to " + size);
            }
        }
        UidSet numbers = set.resolve(size);
        UidSet.Builder found = UidSet.builder();
        for (int range = 0; range < numbers.ranges(); range++) {
            for (long number = numbers.first(range); number <= numbers.last(range); number++) {
                found.add(known.uid((int) number - 1));
            }
        }
        return found.build();
    }

    @Override
    public long modSeq() {
        return held;
    }

    @Override
    public UidSet recent() {
        return recent;
    }
}
