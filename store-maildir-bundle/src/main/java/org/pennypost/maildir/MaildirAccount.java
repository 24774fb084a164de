// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Namespace;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StatusPlan;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.index.Folder;
import org.pennypost.maildir.index.Folders;
import org.pennypost.maildir.index.Trouble;
import org.pennypost.maildir.lock.MaildropLocks;
import org.pennypost.maildir.name.FolderPaths;
import org.pennypost.maildir.name.Tree;
import org.pennypost.maildir.name.Validity;

/** One user's tree, as one session has it open. */
final class MaildirAccount implements MailAccount {
    private final Tree tree;
    private final Folders folders;
    private final char separator;
    private final MaildropLocks maildrops;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Validity validity;
    private final Set<MaildirMailbox> open = ConcurrentHashMap.newKeySet();
    private final MaildirAttributes attributes;
    private final Branches branches;
    private final Drafts drafts;
    private volatile boolean closed;

    MaildirAccount(Tree tree, Folders folders, char separator, MaildropLocks maildrops) {
        this.tree = tree;
        this.folders = folders;
        this.separator = separator;
        this.maildrops = maildrops;
        this.validity = new Validity(tree.control(), folders.fsync());
        this.attributes = new MaildirAttributes(tree, folders.fsync());
        this.branches = new Branches(tree, folders);
        this.drafts = new Drafts(tree, folders);
        try {
            make(tree.paths(MailboxName.INBOX));
            for (var dir : List.of(tree.root(), tree.control(), tree.index())) {
                Owner.folder(dir);
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private void check() {
        if (closed) {
            throw new MailException(Problem.UNAVAILABLE, "the account has been closed");
        }
    }

    private static void make(FolderPaths paths) throws IOException {
        for (var dir : List.of(paths.cur(), paths.fresh(), paths.tmp())) {
            Owner.folder(dir);
        }
    }

    @Override
    public List<Namespace> namespaces() {
        return List.of(new Namespace(Namespace.Kind.PERSONAL, tree.prefix(separator), separator));
    }

    @Override
    public List<MailboxEntry> list() {
        check();
        TreeMap<MailboxName, MailboxEntry> entries = new TreeMap<>();
        entries.put(MailboxName.INBOX, MailboxEntry.of(MailboxName.INBOX, MailboxEntry.Kind.MAILBOX));
        try {
            for (Map.Entry<MailboxName, Boolean> found : tree.list().entrySet()) {
                MailboxEntry.Kind kind = found.getValue() ? MailboxEntry.Kind.MAILBOX : MailboxEntry.Kind.PARENT;
                entries.put(found.getKey(), MailboxEntry.of(found.getKey(), kind));
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        for (MailboxName name : List.copyOf(entries.keySet())) {
            for (Optional<MailboxName> up = name.parent();
                    up.isPresent();
                    up = up.get().parent()) {
                entries.putIfAbsent(up.get(), MailboxEntry.of(up.get(), MailboxEntry.Kind.PARENT));
            }
        }
        return decorate(entries);
    }

    private List<MailboxEntry> decorate(TreeMap<MailboxName, MailboxEntry> entries) {
        Set<MailboxName> subscribed;
        try {
            subscribed = tree.subscriptions(folders.fsync()).all();
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        for (MailboxName name : subscribed) {
            MailboxEntry entry = entries.getOrDefault(name, MailboxEntry.of(name, MailboxEntry.Kind.NOTHING));
            entries.put(name, entry.withSubscribed(true));
        }
        Function<MailboxName, Map<String, byte[]>> known = attributes.view();
        List<MailboxEntry> all = new ArrayList<>();
        for (MailboxEntry entry : entries.values()) {
            Map<String, byte[]> attributes = known.apply(entry.name());
            all.add(attributes.isEmpty() ? entry : entry.withUses(Uses.of(attributes)));
        }
        return all;
    }

    @Override
    public void create(MailboxName name, CreatePlan plan) {
        check();
        if (plan.isParent()) {
            branches.createParent(name);
            return;
        }
        branches.create(name);
        try {
            plan.attributes().forEach((attribute, value) -> attributes.set(name, attribute, value));
            attributes.use(name, plan.uses());
        } catch (MailException failed) {
            branches.delete(name);
            attributes.remove(name);
            throw failed;
        }
    }

    @Override
    public void delete(MailboxName name) {
        check();
        branches.delete(name);
        attributes.remove(name);
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
        check();
        if (from.isInbox()) {
            branches.create(to);
            try (Mailbox inbox = open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
                inbox.copy(new CopyPlan(UidSet.ALL, to, true), Progress.NONE);
            }
            return;
        }
        branches.rename(from, to).forEach(attributes::rename);
    }

    @Override
    public void subscribe(MailboxName name, boolean subscribed) {
        check();
        try {
            tree.subscriptions(folders.fsync()).set(name, subscribed);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public MailboxStatus status(MailboxName name, StatusPlan plan) {
        try (Mailbox mailbox = open(name, Access.EXAMINE, Bell.SILENT)) {
            return mailbox.status(plan);
        }
    }

    @Override
    public Mailbox open(MailboxName name, Access access, Bell bell) {
        check();
        Folder folder = enter(name);
        MaildirMailbox mailbox;
        try {
            mailbox = new MaildirMailbox(folder, access, bell, this);
        } catch (RuntimeException e) {
            folders.leave(folder);
            throw e;
        }
        open.add(mailbox);
        return mailbox;
    }

    Folder enter(MailboxName name) {
        FolderPaths paths = tree.paths(name);
        try {
            if (!tree.nested() && Files.isDirectory(paths.dir()) && !Files.isSymbolicLink(paths.dir())) {
                make(paths);
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        return folders.enter(paths, validity::next);
    }

    void left(MaildirMailbox mailbox) {
        open.remove(mailbox);
        folders.leave(mailbox.folder());
    }

    void leave(Folder folder) {
        folders.leave(folder);
    }

    @Override
    public Optional<Draft> draft(String token) {
        check();
        return drafts.resume(token);
    }

    Draft beginDraft(Folder folder) {
        return drafts.begin(folder);
    }

    AppendResult commit(Folder folder, List<AppendPlan> plans) {
        return drafts.commit(folder, plans, this::enter);
    }

    @Override
    public MaildropLock lockMaildrop(@Nullable String token) {
        check();
        try {
            MaildropLock lock = maildrops.take(tree.index().resolve("dovecot-pop3-session.lock"), token);
            tokens.add(lock.token());
            return lock;
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public <T> Optional<T> facet(Class<T> type) {
        check();
        return type == Attributes.class ? Optional.of(type.cast(attributes)) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(MaildirMailbox::close);
        tokens.forEach(maildrops::leave);
    }
}
