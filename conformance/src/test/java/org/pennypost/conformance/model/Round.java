// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.pennypost.conformance.model.ModelClient.Command;
import org.pennypost.conformance.model.ModelClient.Kind;
import org.pennypost.conformance.server.InProcessServer;

/**
 * A user, three sessions of his and perhaps another program in his Maildir, everything drawn by lot from one seed. Half of the
 * rounds go in step, so that the same seed brings the same conversation; in the others commands of all are under way at once.
 */
final class Round implements AutoCloseable {
    private static final int ACTIONS = 150;
    private static final int MOST_WAITING = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InProcessServer server;
    private final String user;
    private final Random random;
    private final boolean inStep;
    private final Ledger ledger = new Ledger();
    private final Actions actions;
    private final List<ModelClient> clients = new ArrayList<>();
    private final @Nullable ForeignWriter stranger;

    /**
     * Makes a round.
     *
     * @param mail folder under which users' Maildirs lie, null if there are none
     */
    Round(InProcessServer server, @Nullable Path mail, long seed) throws IOException {
        this.server = server;
        this.user = server.newUser();
        this.random = new Random(seed);
        this.inStep = random.nextBoolean();
        this.actions = new Actions(ledger, random);
        for (Kind kind : Kind.values()) {
            clients.add(new ModelClient(server, user, kind, ledger));
        }
        clients.get(0).run(Command.of("CREATE Other", false));
        stranger = mail == null || random.nextInt(3) == 0
                ? null
                : new ForeignWriter(mail.resolve(user).resolve("Maildir"), ledger);
    }

    /** Plays it. */
    void play() throws IOException {
        for (ModelClient client : clients) {
            client.select("INBOX", false, "", false);
        }
        for (int i = 0; i < ACTIONS; i++) {
            if (stranger != null && random.nextInt(8) == 0) {
                stranger.anything(random);
            }
            ModelClient client = clients.get(random.nextInt(clients.size()));
            if (client.waiting() > 0
                    && !client.idling()
                    && (client.waiting() >= MOST_WAITING || random.nextBoolean())) {
                client.collect();
            } else {
                actions.anything(client);
            }
            while (inStep && client.waiting() > 0 && !client.idling()) {
                client.collect();
            }
        }
        end();
    }

    private void end() throws IOException {
        for (ModelClient client : clients) {
            if (client.idling()) {
                client.done();
            }
            while (client.waiting() > 0) {
                client.collect();
            }
        }
        if (stranger == null) {
            compare("INBOX");
            compare("Other");
            ledger.check();
            return;
        }
        // what another program did is noticed within a moment, not at once
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(look("INBOX", false).uids).hasSize(stranger.count()));
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> compare("INBOX"));
        compare("Other");
        ledger.check();
    }

    /** What everybody believes is what there is; nothing was lost, nothing doubled. */
    private void compare(String mailbox) throws IOException {
        for (ModelClient client : clients) {
            if (client.mirror() != null && client.mirror().mailbox.equals(mailbox)) {
                client.run(Command.of("NOOP", false));
            }
        }
        Mirror fresh = look(mailbox, true);
        for (ModelClient client : clients) {
            Mirror believed = client.mirror();
            if (believed != null && believed.mailbox.equals(mailbox)) {
                if (believed.uids.size() != fresh.uids.size()) {
                    throw client.wrong("counts " + believed.uids + ", there are " + fresh.uids);
                }
                believed.flags.forEach((uid, flags) -> {
                    if (!flags.equals(fresh.flags.get(uid))) {
                        throw client.wrong(
                                "believes that message " + uid + " has " + flags + "; it has " + fresh.flags.get(uid));
                    }
                });
                actions.look(client);
                assertThat(believed.uids).isEqualTo(fresh.uids);
            }
        }
        Ledger.Box box = ledger.box(mailbox);
        Set<Long> lost = new TreeSet<>(box.made.keySet());
        fresh.uids.forEach(lost::remove);
        lost.removeAll(box.mayGo);
        lost.forEach(uid -> ledger.went(mailbox, uid));
        if (stranger == null) {
            assertThat(box.given).as("made in " + mailbox).containsAll(fresh.uids);
        }
    }

    private Mirror look(String mailbox, boolean sizes) throws IOException {
        try (ModelClient fresh = new ModelClient(server, user, Kind.PLAIN, sizes ? ledger : new Ledger())) {
            fresh.select(mailbox, true, "", false);
            actions.look(fresh);
            return java.util.Objects.requireNonNull(fresh.mirror());
        }
    }

    @Override
    public void close() throws IOException {
        for (ModelClient client : clients) {
            client.close();
        }
    }
}
