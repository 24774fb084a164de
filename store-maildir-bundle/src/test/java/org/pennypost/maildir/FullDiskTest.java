// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.FlagChange;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidMap;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CopyPlan;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Progress;
import org.pennypost.api.store.StorePlan;
import org.pennypost.maildir.disk.FsyncPolicy;

/** A full disk refuses what is new and loses nothing of what was there. Needs root, for a small file system of its own. */
class FullDiskTest {
    private static final MailboxName A = MailboxName.of(List.of("A"));
    private static final int ROUNDS = 400;

    @TempDir
    Path top;

    private Path filler;
    private MaildirStore store;
    private MailAccount account;
    private final Map<Long, Flags> inbox = new TreeMap<>();
    private final Map<Long, Flags> other = new TreeMap<>();
    private final Set<MailboxName> subscribed = new HashSet<>();
    private final Set<Problem> answers = new HashSet<>();
    private MailboxName renamed = MailboxName.of(List.of("R0"));

    @BeforeEach
    void mount() throws Exception {
        boolean able = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs");
        assumeTrue(able, "SKIPPED: no file system of its own can be mounted here (root can)");
        filler = top.resolve("filler");
        open();
        account.create(A, new CreatePlan());
        account.create(renamed, new CreatePlan());
    }

    @AfterEach
    void unmount() throws Exception {
        if (store != null) {
            store.close();
            run("umount", "-l");
        }
    }

    private boolean run(String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        words.add(top.toString());
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }

    private void open() {
        store = new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + top + "/%u/Maildir", FsyncPolicy.OPTIMIZED, MaildirStore.Naming.AUTO, true, top),
                InstantSource.system());
        account = store.open(Identity.of("anna"));
    }

    private void fill() throws IOException {
        try (FileChannel out = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (out.write(ByteBuffer.allocate(512)) > 0) {
                assertThat(out.size()).isPositive();
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void nothingAcknowledgedIsLost(int seed) throws IOException {
        Random random = new Random(seed);
        try (Mailbox open = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            for (int i = 0; i < 40; i++) {
                act(open, random, 0);
            }
            for (int i = 0; i < 20; i++) {
                mark(open, random, "word" + i);
            }
            assertThat(answers).isEmpty();
        }
        check();
        // what is known of the mailbox comes from the disk again
        store.close();
        open();
        try (Mailbox open = account.open(MailboxName.INBOX, Access.UPDATE, Bell.SILENT)) {
            long modSeq = open.state().now().modSeq();
            fill();
            for (int i = 0; i < ROUNDS; i++) {
                act(open, random, random.nextInt(8));
            }
            assertThat(answers).containsExactly(Problem.OVER_QUOTA);
            check();
            assertThat(open.state().now().modSeq()).isGreaterThan(modSeq);
            Files.delete(filler);
            answers.clear();
            for (int i = 0; i < 40; i++) {
                act(open, random, random.nextInt(8));
            }
            assertThat(answers).isEmpty();
        }
        check();
        store.close();
        controlFiles();
        open();
        check();
    }

    private void act(Mailbox open, Random random, int what) {
        try {
            switch (what) {
                case 0 -> append(open, random.nextInt(3000));
                case 1 -> copy(open, random, false);
                case 2 -> copy(open, random, true);
                case 3 -> mark(open, random, "new" + random.nextInt(6));
                case 4 -> mark(open, random, "word" + random.nextInt(20));
                case 5 -> expunge(open, random);
                case 6 -> rename(random);
                default -> subscribe(random);
            }
        } catch (MailException e) {
            answers.add(e.problem());
        }
    }

    private void append(Mailbox open, int length) {
        Draft draft = open.draft(-1);
        boolean done = false;
        try {
            draft.append(
                    ByteBuffer.wrap(("Subject: x\r\n\r\n" + "y".repeat(length)).getBytes(StandardCharsets.US_ASCII)));
            UidSet uids = open.commit(List.of(new AppendPlan(draft).flags(Flags.of(Flag.SEEN))), Progress.NONE)
                    .uids();
            inbox.put(uids.first(0), Flags.of(Flag.SEEN));
            done = true;
        } finally {
            if (!done) {
                draft.abort();
            }
        }
    }

    private UidSet some(Random random) {
        UidSet.Builder some = UidSet.builder();
        inbox.keySet().stream().filter(uid -> random.nextInt(6) == 0).forEach(some::add);
        return some.build();
    }

    private void copy(Mailbox open, Random random, boolean move) {
        UidMap map =
                open.copy(new CopyPlan(some(random), A, move), Progress.NONE).uids();
        for (int i = 0; i < map.size(); i++) {
            Flags flags = inbox.get(map.from(i));
            assertThat(other.put(map.to(i), flags)).isNull();
            if (move) {
                inbox.remove(map.from(i));
            }
        }
    }

    private void mark(Mailbox open, Random random, String word) {
        FlagChange change = new FlagChange(FlagChange.Mode.ADD, Flags.of(Flag.of(word)));
        open.setFlags(new StorePlan(some(random), change), Progress.NONE)
                .changed()
                .forEach(uid -> inbox.computeIfPresent(uid, (key, flags) -> change.apply(flags)));
    }

    private void expunge(Mailbox open, Random random) {
        if (inbox.size() > 20) {
            UidSet one = UidSet.of(new ArrayList<>(inbox.keySet()).get(random.nextInt(inbox.size())));
            open.expunge(one, false, Progress.NONE).forEach(inbox::remove);
        }
    }

    private void rename(Random random) {
        MailboxName to = MailboxName.of(List.of("R" + random.nextInt(1000)));
        if (!to.equals(renamed)) {
            account.rename(renamed, to);
            renamed = to;
        }
    }

    private void subscribe(Random random) {
        MailboxName name = MailboxName.of(List.of("subscribed to with a name of some length " + random.nextInt(60)));
        boolean on = !subscribed.contains(name);
        account.subscribe(name, on);
        if (on) {
            subscribed.add(name);
        } else {
            subscribed.remove(name);
        }
    }

    private void check() throws IOException {
        assertThat(seen(MailboxName.INBOX)).isEqualTo(inbox);
        assertThat(seen(A)).isEqualTo(other);
        assertThat(seen(renamed)).isEmpty();
        Set<MailboxName> names = new HashSet<>();
        account.list().stream().filter(entry -> entry.subscribed()).forEach(entry -> names.add(entry.name()));
        assertThat(names).isEqualTo(subscribed);
    }

    private Map<Long, Flags> seen(MailboxName name) throws IOException {
        Map<Long, Flags> seen = new TreeMap<>();
        try (Mailbox mailbox = account.open(name, Access.EXAMINE, Bell.SILENT)) {
            for (Message message : mailbox.messages(UidSet.ALL, new FetchPlan(UidSet.ALL))) {
                seen.put(message.meta().uid(), message.meta().flags());
                message.content().close();
            }
        }
        return seen;
    }

    /** What other programs read is whole, and nothing is left lying about. */
    private void controlFiles() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(top)) {
            all = files.filter(Files::isRegularFile).toList();
        }
        assertThat(all)
                .noneMatch(file -> file.toString().matches(".*(\\.lock|\\.new|\\.pennypost|\\.intent|/tmp/[^/]*)"));
        for (Path file : all) {
            if (file.endsWith("dovecot-uidlist")) {
                long last = 0;
                List<String> lines = Files.readAllLines(file);
                for (String line : lines.subList(1, lines.size())) {
                    assertThat(line).matches("[0-9]+ .*:[0-9]+\\.[^,]+,S=[0-9]+,W=[0-9]+");
                    long uid = Long.parseLong(line.substring(0, line.indexOf(' ')));
                    assertThat(uid).isGreaterThan(last);
                    last = uid;
                }
            }
        }
    }
}
