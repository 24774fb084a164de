// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Maildrop;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;

/**
 * The INBOX as it was at login: a shared list of UIDs, the sizes once somebody asks, and a bit for each mark. The mailbox
 * behind it can be taken away and given back.
 */
@Rfc(number = 1939, section = "5")
public final class FrozenMaildrop implements Maildrop {
    private final UidList uids;
    private final long uidValidity;
    private final BitSet deleted = new BitSet();
    private final UidlFormat format;
    private final Progress progress;
    private long @Nullable [] sizes;
    private @Nullable Map<Long, String> kept;
    private @Nullable Mailbox mailbox;

    /**
     * Freezes a list.
     *
     * @param uidValidity of the mailbox, which makes unique ids unique
     * @param format how unique ids are made
     * @param progress for long looks at sizes
     */
    public FrozenMaildrop(UidList uids, long uidValidity, UidlFormat format, Progress progress) {
        this.uids = uids;
        this.uidValidity = uidValidity;
        this.format = format;
        this.progress = progress;
    }

    /** Returns UIDVALIDITY of the mailbox that was frozen. */
    public long uidValidity() {
        return uidValidity;
    }

    /** Puts the mailbox behind the list, or takes it away (null). */
    public void mailbox(@Nullable Mailbox opened) {
        if (mailbox != null) {
            mailbox.close();
        }
        mailbox = opened;
    }

    private Mailbox mailbox() {
        if (mailbox == null) {
            throw new MailException(Problem.UNAVAILABLE, "the store is away");
        }
        return mailbox;
    }

    @Override
    public int size() {
        return uids.size();
    }

    @Override
    public boolean has(int number) {
        return number >= 1 && number <= uids.size() && !deleted.get(number);
    }

    /** Returns how many messages are not marked as deleted. */
    public int count() {
        return uids.size() - deleted.cardinality();
    }

    /** Returns the octets of all messages that are not marked as deleted. */
    public long octets() {
        long sum = 0;
        for (int number = 1; number <= uids.size(); number++) {
            sum += deleted.get(number) ? 0 : octets(number);
        }
        return sum;
    }

    @Override
    public long uid(int number) {
        return uids.uid(number - 1);
    }

    @Override
    public String uidl(int number) {
        Map<Long, String> told = kept;
        if (told == null) {
            told = readKept();
            kept = told;
        }
        String id = told.get(uid(number));
        return id == null ? format.id(uid(number), uidValidity) : id;
    }

    /** one look for all at the ids that the store keeps, mostly none */
    private Map<Long, String> readKept() {
        Map<Long, String> found = new HashMap<>();
        FetchPlan plan = FetchPlan.of(Need.UNIQUE_IDS);
        for (int from = 0; from < uids.size(); from += Mailbox.BATCH) {
            int to = Math.min(uids.size(), from + Mailbox.BATCH);
            for (Message message : mailbox().messages(uids.slice(from, to), plan)) {
                message.uniqueId().ifPresent(id -> found.put(message.meta().uid(), id));
            }
            progress.tick(to, uids.size());
        }
        return found;
    }

    @Override
    public long octets(int number) {
        Objects.checkIndex(number - 1, uids.size());
        if (sizes == null) {
            sizes = readSizes();
        }
        return sizes[number - 1];
    }

    /** one look for all, in batches; a message that has gone meanwhile has no octets */
    private long[] readSizes() {
        long[] found = new long[uids.size()];
        FetchPlan plan = FetchPlan.of(Need.SIZES);
        for (int from = 0; from < found.length; from += Mailbox.BATCH) {
            int to = Math.min(found.length, from + Mailbox.BATCH);
            for (Message message : mailbox().messages(uids.slice(from, to), plan)) {
                found[uids.indexOf(message.meta().uid())] = message.meta().size();
            }
            progress.tick(to, found.length);
        }
        return found;
    }

    @Override
    public Content content(int number) {
        FetchPlan plan = FetchPlan.of(Need.SIZES, Need.CONTENT);
        return mailbox().messages(UidSet.of(uid(number)), plan).stream()
                .findFirst()
                .orElseThrow(() -> new MailException(Problem.EXPUNGED, "the message has gone meanwhile"))
                .content();
    }

    @Override
    public void delete(int number) {
        Objects.checkIndex(number - 1, uids.size());
        deleted.set(number);
    }

    @Override
    public void reset() {
        deleted.clear();
    }

    /** Returns the UIDs at login. */
    public UidSet everything() {
        return uids.toSet();
    }

    /** Returns the UIDs of the messages marked as deleted. */
    public UidSet marked() {
        UidSet.Builder marked = UidSet.builder();
        deleted.stream().forEach(number -> marked.add(uid(number)));
        return marked.build();
    }

    /** Marks these as deleted, in a list that is taken up again. */
    public void mark(UidSet marked) {
        marked.forEach(uid -> deleted.set(uids.indexOf(uid) + 1));
    }

    /** Removes what is marked: the UPDATE state. */
    @Rfc(number = 1939, section = "6")
    public void update() {
        UidSet marked = marked();
        if (!marked.isEmpty()) {
            mailbox().expunge(marked, false, progress);
            deleted.clear();
        }
    }
}
