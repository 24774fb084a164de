// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.maildir.disk.FsyncPolicy;

/** What was acknowledged survives {@code kill -9} at any moment; what was not is there as a whole or not at all. */
class CrashTest {
    private static final List<MailboxName> BOXES = List.of(MailboxName.INBOX, MailboxName.of(List.of("A")));

    @TempDir
    Path root;

    /** what the killed process had said: id to "box uid", or to "gone" */
    private final Map<String, String> told = new HashMap<>();

    private final Map<String, String> pending = new HashMap<>();
    private final Set<String> flagged = new HashSet<>();
    private final long[] modSeqs = new long[2];
    private final Map<Integer, Long> validity = new HashMap<>();

    private MaildirStore store() {
        return new MaildirStore(
                new MaildirStore.Settings(
                        "maildir:" + root + "/%u", FsyncPolicy.NEVER, MaildirStore.Naming.AUTO, true, root),
                InstantSource.system());
    }

    @Test
    void acknowledgedIsKept() throws Exception {
        MaildirStore first = store();
        first.open(Identity.of("anna")).create(BOXES.get(1), new CreatePlan());
        first.close();
        Random random = new Random(42);
        for (int round = 0; round < 4; round++) {
            writeAndKill(round, 150 + random.nextInt(400));
            check(round);
        }
        assertThat(told).hasSizeGreaterThan(50);
    }

    private void writeAndKill(int round, int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        root.toString(),
                        "r" + round + "t")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int count = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (++count == lines) {
                    process.toHandle().destroyForcibly();
                }
                take(line.split(" "));
            }
        }
        process.waitFor();
    }

    private void take(String[] words) {
        switch (words[0]) {
            case "at" -> told.put(words[1], words[2] + " " + words[3]);
            case "gone" -> told.put(words[1], "gone");
            case "flagged" -> {
                flagged.add(words[1]);
                int box = Integer.parseInt(words[2]);
                modSeqs[box] = Math.max(modSeqs[box], Long.parseLong(words[3]));
            }
            default -> {
                for (int i = 2; i < words.length; i++) {
                    pending.put(words[i], String.join(" ", words));
                }
                return;
            }
        }
        pending.remove(words[1]);
    }

    private void check(int round) throws IOException {
        Map<String, List<String>> found = new HashMap<>();
        try (MaildirStore store = store()) {
            MailAccount account = store.open(Identity.of("anna"));
            // the target of a move finishes what was interrupted: both are opened before either is read
            Mailbox inbox = account.open(BOXES.get(0), Access.UPDATE, Bell.SILENT);
            Mailbox a = account.open(BOXES.get(1), Access.UPDATE, Bell.SILENT);
            read(inbox, 0, found);
            read(a, 1, found);
        }
        told.forEach((id, place) -> {
            List<String> places = found.getOrDefault(id, List.of());
            if (!pending.containsKey(id)) {
                assertThat(places)
                        .as("round %d: %s", round, id)
                        .isEqualTo(place.equals("gone") ? List.of() : List.of(place));
            }
        });
        pending.forEach((id, what) -> pending(id, what, found));
        told.keySet().removeAll(pending.keySet());
        pending.clear();
    }

    private static void pending(String id, String what, Map<String, List<String>> found) {
        String[] words = what.split(" ");
        int count = found.getOrDefault(id, List.of()).size();
        switch (words[1]) {
            case "move" -> assertThat(count).as(what).isEqualTo(1);
            case "expunge" -> assertThat(count).as(what).isLessThanOrEqualTo(1);
            case "together" ->
                assertThat(count)
                        .as(what)
                        .isLessThanOrEqualTo(1)
                        .isEqualTo(found.getOrDefault(words[2], List.of()).size());
            default ->
                assertThat(found.getOrDefault(words[2], List.of()).size()
                                + found.getOrDefault(words[3], List.of()).size())
                        .as(what)
                        .isEqualTo(1);
        }
    }

    private void read(Mailbox mailbox, int box, Map<String, List<String>> found) throws IOException {
        long validityNow = mailbox.state().uidValidity();
        assertThat(validity.computeIfAbsent(box, key -> validityNow)).isEqualTo(validityNow);
        assertThat(mailbox.changesSince(0).modSeq()).isGreaterThanOrEqualTo(modSeqs[box]);
        for (Message message : mailbox.messages(UidSet.ALL, FetchPlan.of(Need.CONTENT))) {
            String id;
            try (Content content = message.content()) {
                id = TakeoverTest.text(message, 0).strip().substring("Subject: ".length());
                assertThat(content.length()).isEqualTo(id.length() + 13L);
            }
            found.computeIfAbsent(id, key -> new ArrayList<>())
                    .add(box + " " + message.meta().uid());
            if (flagged.contains(id)) {
                assertThat(message.meta().flags().contains(Flag.SEEN)).as(id).isTrue();
                assertThat(message.meta().flags().contains(Flag.of("mark")))
                        .as(id)
                        .isTrue();
            }
        }
    }
}
