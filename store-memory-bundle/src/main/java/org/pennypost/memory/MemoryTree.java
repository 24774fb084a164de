// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;

/**
 * One user's mail, shared by all his sessions. Everything below it is guarded by its lock: {@link #look} to read,
 * {@link #change} to change. Parents of mailboxes are not kept: a name is a parent as long as something lies below it.
 */
final class MemoryTree {
    private static final long DRAFT_SECONDS = 36L * 3600;

    private final InstantSource clock;
    private final NavigableMap<MailboxName, MemoryFolder> folders = new TreeMap<>();
    private final Set<MailboxName> subscriptions = new TreeSet<>();
    private final Map<String, MemoryDraft> drafts = new HashMap<>();
    private final Set<MemoryFolder> touched = new LinkedHashSet<>();
    private @Nullable String maildropToken;
    private long lastUidValidity;

    MemoryTree(InstantSource clock) {
        this.clock = clock;
        add(MailboxName.INBOX);
    }

    /** Reads under the lock. */
    <T> T look(Supplier<T> reading) {
        synchronized (this) {
            return reading.get();
        }
    }

    /** Changes under the lock, then rings the bells of every folder that was touched, outside it (engine rule 8). */
    <T> T change(Supplier<T> work) {
        List<Runnable> rings = new ArrayList<>();
        T result;
        synchronized (this) {
            result = work.get();
            touched.forEach(folder -> rings.addAll(folder.rings()));
            touched.clear();
        }
        rings.forEach(Runnable::run);
        return result;
    }

    /** Notes that a folder's bells must be rung when the change is done. */
    void touch(MemoryFolder folder) {
        touched.add(folder);
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    NavigableMap<MailboxName, MemoryFolder> folders() {
        return folders;
    }

    Set<MailboxName> subscriptions() {
        return subscriptions;
    }

    MemoryFolder folder(MailboxName name) {
        MemoryFolder folder = folders.get(name);
        if (folder == null) {
            throw new MailException(Problem.NOT_FOUND, "no such mailbox");
        }
        return folder;
    }

    Optional<MemoryFolder> folder(MailboxId id) {
        return folders.values().stream()
                .filter(folder -> folder.id().equals(id))
                .findFirst();
    }

    /** Tells whether something lies below a name. */
    boolean hasChildren(MailboxName name) {
        return folders.keySet().stream().anyMatch(other -> other.isBelow(name));
    }

    /** Makes a mailbox; UIDVALIDITY grows, so that a name that comes again is never taken for the former one. */
    MemoryFolder add(MailboxName name) {
        lastUidValidity = Math.max(now(), lastUidValidity + 1);
        MemoryFolder folder = new MemoryFolder(this, new MailboxId("M" + lastUidValidity), lastUidValidity);
        folders.put(name, folder);
        return folder;
    }

    /** Gives a mailbox and all below it another name. */
    void rename(MailboxName from, MailboxName to) {
        Map<MailboxName, MemoryFolder> moved = new TreeMap<>();
        folders.forEach((name, folder) -> {
            if (name.equals(from) || name.isBelow(from)) {
                moved.put(name.renamed(from, to), folder);
            }
        });
        if (moved.isEmpty()) {
            throw new MailException(Problem.NOT_FOUND, "no such mailbox");
        }
        if (to.isBelow(from)) {
            throw new MailException(Problem.INVALID, "a mailbox cannot be moved below itself");
        }
        if (folders.containsKey(to) || moved.keySet().stream().anyMatch(folders::containsKey)) {
            throw new MailException(Problem.EXISTS, "there is a mailbox of that name");
        }
        folders.values().removeAll(moved.values());
        folders.putAll(moved);
    }

    MemoryDraft newDraft() {
        drafts.values().removeIf(draft -> draft.begun() < now() - DRAFT_SECONDS);
        MemoryDraft draft = new MemoryDraft(this, UUID.randomUUID().toString(), now());
        drafts.put(draft.token(), draft);
        return draft;
    }

    Optional<MemoryDraft> draft(String token) {
        return Optional.ofNullable(drafts.get(token));
    }

    void forget(MemoryDraft draft) {
        drafts.remove(draft.token());
    }

    /** Takes the maildrop, or takes it up again under the token it was taken with. */
    String lockMaildrop(@Nullable String token) {
        if (maildropToken != null && !maildropToken.equals(token)) {
            throw new MailException(Problem.IN_USE, "another session reads this maildrop");
        }
        String taken = token == null ? UUID.randomUUID().toString() : token;
        maildropToken = taken;
        return taken;
    }

    void unlockMaildrop(String token) {
        if (token.equals(maildropToken)) {
            maildropToken = null;
        }
    }
}
