// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.AppendResult;
import org.pennypost.api.store.Draft;
import org.pennypost.maildir.index.Filing;
import org.pennypost.maildir.index.Folder;
import org.pennypost.maildir.index.Folders;
import org.pennypost.maildir.index.Staged;
import org.pennypost.maildir.index.Trouble;
import org.pennypost.maildir.name.Tree;
import org.pennypost.maildir.name.UidListFile;

/** The messages being written in an account: begins them, takes them up by token, has them filed. */
final class Drafts {
    private final Tree tree;
    private final Folders folders;
    private final Map<String, MailboxName> names = new ConcurrentHashMap<>();

    Drafts(Tree tree, Folders folders) {
        this.tree = tree;
        this.folders = folders;
    }

    MaildirDraft begin(Folder folder) {
        Path file = folder.paths().tmp().resolve(folders.names().next());
        Path dir = folder.paths().dir();
        String place = dir.equals(tree.paths(MailboxName.INBOX).dir())
                ? ""
                : tree.root().relativize(dir).toString();
        return MaildirDraft.begin(file, place + ":" + file.getFileName());
    }

    Optional<Draft> resume(String token) {
        int colon = token.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String place = token.substring(0, colon);
        String name = token.substring(colon + 1);
        if (!name.matches("[0-9]+\\.[^/]+")) {
            return Optional.empty();
        }
        Optional<MailboxName> mailbox = place.isEmpty() ? Optional.of(MailboxName.INBOX) : tree.name(place);
        return mailbox.map(tree::paths)
                .map(paths -> paths.tmp().resolve(name))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .map(file -> MaildirDraft.resume(file, token));
    }

    AppendResult commit(Folder folder, List<AppendPlan> plans, Function<MailboxName, Folder> enter) {
        List<Staged> staged = new ArrayList<>();
        List<MaildirDraft> drafts = new ArrayList<>();
        List<Filing.Removal> removals = new ArrayList<>();
        List<Folder> entered = new ArrayList<>();
        try {
            for (AppendPlan plan : plans) {
                MaildirDraft draft = draft(plan.draft());
                drafts.add(draft);
                staged.add(stage(folder, plan, draft));
                plan.replaced().ifPresent(old -> {
                    Folder in = where(folder, old, enter);
                    if (in != folder) {
                        entered.add(in);
                    }
                    removals.add(new Filing.Removal(in, old.uid(), old.mustExist(), null));
                });
            }
            AppendResult result = new Filing(folder).file(staged, removals).result();
            drafts.forEach(MaildirDraft::filed);
            return result;
        } catch (IOException e) {
            throw Trouble.of(e);
        } finally {
            entered.forEach(folders::leave);
        }
    }

    private static MaildirDraft draft(Draft draft) {
        if (draft instanceof MaildirDraft ours) {
            return ours;
        }
        throw new MailException(Problem.INTERNAL, "the draft is of another store");
    }

    private Staged stage(Folder folder, AppendPlan plan, MaildirDraft draft) throws IOException {
        long second = plan.internalDate().orElseGet(() -> folders.names().second());
        Path file = draft.complete(folder.paths().tmp(), second, folders.fsync());
        String base = draft.base() + ",S=" + draft.size() + ",W=" + draft.wireSize();
        return new Staged(file, base, plan.flags(), draft.wireSize(), second, null);
    }

    private Folder where(Folder folder, AppendPlan.Replaced old, Function<MailboxName, Folder> enter) {
        MailboxId id = old.mailbox();
        if (id == null || id.value().equals(folder.id().value())) {
            return folder;
        }
        return enter.apply(named(id));
    }

    private MailboxName named(MailboxId id) {
        MailboxName known = names.get(id.value());
        if (known != null && tree.exists(known)) {
            return known;
        }
        try {
            List<MailboxName> all = new ArrayList<>(tree.list().keySet());
            all.add(MailboxName.INBOX);
            for (MailboxName name : all) {
                try (UidListFile list = UidListFile.open(tree.paths(name).uidList())) {
                    if (list != null && id.value().equals(list.header().guid())) {
                        names.put(id.value(), name);
                        return name;
                    }
                }
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
        throw new MailException(Problem.NOT_FOUND, "no such mailbox");
    }
}
