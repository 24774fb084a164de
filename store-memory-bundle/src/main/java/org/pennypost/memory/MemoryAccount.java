// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxEntry.Kind;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Namespace;
import org.pennypost.api.store.StatusPlan;

/** One session's way to a user's tree. */
final class MemoryAccount implements MailAccount {
    private final MemoryTree tree;
    private final Set<MemoryMailbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    MemoryAccount(MemoryTree tree) {
        this.tree = tree;
    }

    @Override
    public List<Namespace> namespaces() {
        return List.of(new Namespace(Namespace.Kind.PERSONAL, "", '/'));
    }

    @Override
    public List<MailboxEntry> list() {
        return tree.look(opened(() -> {
            Map<MailboxName, MailboxEntry> entries = new TreeMap<>();
            tree.folders().forEach((name, folder) -> {
                entries.put(
                        name,
                        MailboxEntry.of(name, Kind.MAILBOX)
                                .withUses(folder.attributes().uses()));
                for (Optional<MailboxName> up = name.parent();
                        up.isPresent();
                        up = up.get().parent()) {
                    entries.putIfAbsent(up.get(), MailboxEntry.of(up.get(), Kind.PARENT));
                }
            });
            for (MailboxName name : tree.subscriptions()) {
                MailboxEntry entry = entries.getOrDefault(name, MailboxEntry.of(name, Kind.NOTHING));
                entries.put(name, entry.withSubscribed(true));
            }
            return List.copyOf(entries.values());
        }));
    }

    @Override
    public void create(MailboxName name, CreatePlan plan) {
        change(() -> {
            if (tree.folders().containsKey(name)) {
                throw new MailException(Problem.EXISTS, "there is a mailbox of that name");
            }
            if (plan.isParent()) {
                return;
            }
            tree.folders().values().forEach(other -> other.attributes().give(plan.uses()));
            MemoryFolder folder = tree.add(name);
            folder.attributes().uses(plan.uses());
            plan.attributes().forEach(folder.attributes()::set);
        });
    }

    @Override
    public void delete(MailboxName name) {
        change(() -> {
            if (name.isInbox()) {
                throw new MailException(Problem.INVALID, "INBOX cannot be deleted");
            }
            if (!tree.folders().containsKey(name) && tree.hasChildren(name)) {
                throw new MailException(Problem.INVALID, "the name has others below it");
            }
            tree.folder(name).vanish();
            tree.folders().remove(name);
        });
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
        change(() -> {
            if (!from.isInbox()) {
                tree.rename(from, to);
                return;
            }
            if (tree.folders().containsKey(to)) {
                throw new MailException(Problem.EXISTS, "there is a mailbox of that name");
            }
            MemoryFolder inbox = tree.folder(from);
            MemoryFolder target = tree.add(to);
            UidMap moved = target.copyFrom(inbox, inbox.uids().toSet(), flags -> flags);
            inbox.remove(moved.originals());
        });
    }

    @Override
    public void subscribe(MailboxName name, boolean subscribed) {
        change(() -> {
            if (subscribed) {
                tree.subscriptions().add(name);
            } else {
                tree.subscriptions().remove(name);
            }
        });
    }

    @Override
    public MailboxStatus status(MailboxName name, StatusPlan plan) {
        return tree.look(opened(() -> tree.folder(name).status(plan)));
    }

    @Override
    public Mailbox open(MailboxName name, Access access, Bell bell) {
        return tree.look(opened(() -> {
            MemoryMailbox mailbox = new MemoryMailbox(tree, tree.folder(name), access, bell, open::remove);
            open.add(mailbox);
            return mailbox;
        }));
    }

    @Override
    public Optional<Draft> draft(String token) {
        return tree.look(opened(() -> tree.draft(token).map(MemoryDraft::resumed)));
    }

    @Override
    public MaildropLock lockMaildrop(@Nullable String token) {
        String taken = tree.look(opened(() -> tree.lockMaildrop(token)));
        return new MaildropLock() {
            @Override
            public String token() {
                return taken;
            }

            @Override
            public void release() {
                tree.look(() -> {
                    tree.unlockMaildrop(taken);
                    return taken;
                });
            }
        };
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        return type == Attributes.class ? Optional.of(type.cast(new MemoryAttributes(tree))) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(MemoryMailbox::close);
    }

    private void change(Runnable work) {
        tree.change(opened(() -> {
            work.run();
            return true;
        }));
    }

    private <T> Supplier<T> opened(Supplier<T> work) {
        return () -> {
            if (closed) {
                throw new MailException(Problem.UNAVAILABLE, "the account has been closed");
            }
            return work.get();
        };
    }
}
