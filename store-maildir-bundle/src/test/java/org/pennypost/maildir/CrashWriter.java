// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StorePlan;
import org.pennypost.maildir.disk.FsyncPolicy;

/** The process that {@link CrashTest} kills: changes mail for ever, and says before and after each change what it does. */
final class CrashWriter implements Runnable {
    private static final List<MailboxName> BOXES = List.of(MailboxName.INBOX, MailboxName.of(List.of("A")));

    private final MailAccount account;
    private final String name;
    private final Random random;
    private final List<Kept> kept = new ArrayList<>();
    private int count;

    private record Kept(String id, int box, long uid) {}

    private CrashWriter(MailAccount account, String name) {
        this.account = account;
        this.name = name;
        this.random = new Random(name.hashCode());
    }

    /** Runs until killed: root, and a word that no run before had. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + root + "/%u", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, root),
                InstantSource.system());
        for (int i = 0; i < 3; i++) {
            new Thread(new CrashWriter(store.open(Identity.of("anna")), arguments[1] + i)).start();
        }
    }

    private static void say(String line) {
        synchronized (CrashWriter.class) {
            System.out.print(line + "\n");
            System.out.flush();
        }
    }

    @Override
    public void run() {
        try (Mailbox inbox = account.open(BOXES.get(0), Access.UPDATE, Bell.SILENT);
                Mailbox a = account.open(BOXES.get(1), Access.UPDATE, Bell.SILENT)) {
            List<Mailbox> open = List.of(inbox, a);
            while (true) {
                int what = kept.size() < 5 ? 0 : random.nextInt(6);
                switch (what) {
                    case 0, 1 -> append(open);
                    case 2 -> move(open);
                    case 3 -> expunge(open);
                    case 4 -> replace(open);
                    default -> flag(open);
                }
            }
        }
    }

    private Kept pick() {
        return kept.remove(random.nextInt(kept.size()));
    }

    private AppendPlan plan(Mailbox box, String id) {
        Draft draft = box.draft(-1);
        draft.append(ByteBuffer.wrap(("Subject: " + id + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        return new AppendPlan(draft);
    }

    private void append(List<Mailbox> open) {
        int box = random.nextInt(2);
        String one = name + "-" + count++;
        String two = name + "-" + count++;
        say("try together " + one + " " + two);
        UidSet uids = open.get(box)
                .commit(List.of(plan(open.get(box), one), plan(open.get(box), two)), Progress.NONE)
                .uids();
        say("at " + one + " " + box + " " + uids.first(0));
        say("at " + two + " " + box + " " + uids.last(uids.ranges() - 1));
        kept.add(new Kept(one, box, uids.first(0)));
        kept.add(new Kept(two, box, uids.last(uids.ranges() - 1)));
    }

    private void move(List<Mailbox> open) {
        Kept old = pick();
        say("try move " + old.id);
        int to = 1 - old.box;
        long uid = open.get(old.box)
                .copy(new CopyPlan(UidSet.of(old.uid), BOXES.get(to), true), Progress.NONE)
                .uids()
                .to(0);
        say("at " + old.id + " " + to + " " + uid);
        kept.add(new Kept(old.id, to, uid));
    }

    private void expunge(List<Mailbox> open) {
        Kept old = pick();
        say("try expunge " + old.id);
        open.get(old.box).expunge(UidSet.of(old.uid), false, Progress.NONE);
        say("gone " + old.id);
    }

    private void replace(List<Mailbox> open) {
        Kept old = pick();
        String id = name + "-" + count++;
        say("try replace " + old.id + " " + id);
        Mailbox box = open.get(old.box);
        UidSet uids = box.commit(
                        List.of(plan(box, id).replacing(new AppendPlan.Replaced(null, old.uid, true))), Progress.NONE)
                .uids();
        say("gone " + old.id);
        say("at " + id + " " + old.box + " " + uids.first(0));
        kept.add(new Kept(id, old.box, uids.first(0)));
    }

    private void flag(List<Mailbox> open) {
        Kept old = kept.get(random.nextInt(kept.size()));
        Flags flags = Flags.of(Flag.SEEN, Flag.of("mark"));
        long modSeq = open.get(old.box)
                .setFlags(new StorePlan(UidSet.of(old.uid), new FlagChange(FlagChange.Mode.ADD, flags)), Progress.NONE)
                .modSeq();
        say("flagged " + old.id + " " + old.box + " " + modSeq);
    }
}
