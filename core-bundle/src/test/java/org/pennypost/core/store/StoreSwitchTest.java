// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mina.core.buffer.IoBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.mail.EmptyStore;
import org.pennypost.core.policy.Policies;

class StoreSwitchTest {
    private static final Identity ALICE = Identity.of("alice");

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private volatile Duration grace = Duration.ofSeconds(5);
    private final StoreSwitch stores = new StoreSwitch(new Policies(Duration.ofSeconds(5)), () -> grace);

    @AfterEach
    void stop() {
        stores.close();
        workers.shutdownNow();
    }

    /** A session that knows nothing but its account. */
    private final class Client implements Session {
        final QueueConnection connection;
        volatile Sessions.@Nullable Registration registration;
        volatile @Nullable EmptyStore store;
        volatile String ended = "";
        volatile int attached;

        Client(String id) {
            connection = new QueueConnection(id, workers);
        }

        /** Logs in, in a step of its own. */
        Client enter() {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            connection.step(() -> {
                try {
                    attach(stores.open(ALICE, Set.of()));
                } catch (MailException e) {
                    store = null;
                }
                registration = stores.register(this, connection, "imap", ALICE, Set::of);
                done.complete(true);
            });
            done.join();
            return this;
        }

        @Override
        public void detach() {
            store = null;
        }

        @Override
        public void attach(MailAccount account) {
            store = ((EmptyStore.Account) account).store();
            attached = attached + 1;
        }

        @Override
        public Snapshot snapshot() {
            detach();
            Sessions.Registration mine = registration;
            if (mine != null) {
                mine.close();
            }
            return Snapshot.EMPTY;
        }

        @Override
        public void farewell(String why) {
            ended = why;
        }

        @Override
        public String describe() {
            return store == null ? "detached" : "attached";
        }

        @Override
        public void received(IoBuffer inbound) {}

        @Override
        public void room() {}

        @Override
        public void idle() {}

        @Override
        public void closed() {}
    }

    private CompletableFuture<Void> serve(@Nullable EmptyStore store) {
        return CompletableFuture.runAsync(() -> stores.serve(store), workers);
    }

    @Test
    void aStoreLeavesOnlyWhenTheStepInItHasEnded() {
        EmptyStore old = new EmptyStore();
        stores.serve(old);
        Client busy = new Client("busy").enter();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<String> after = new AtomicReference<>("");
        busy.connection.step(() -> {
            inside.countDown();
            awaitQuietly(end);
        });
        busy.connection.step(() -> after.set(busy.describe()));
        awaitQuietly(inside);

        CompletableFuture<Void> leaving = serve(null);
        await().until(() -> busy.connection.holds() > 0);
        assertThat(leaving).isNotDone();
        assertThat(busy.store).isSameAs(old);
        end.countDown();
        leaving.join();
        assertThat(busy.store).isNull();
        assertThat(after).hasValue("");

        EmptyStore next = new EmptyStore();
        stores.serve(next);
        assertThat(busy.store).isSameAs(next);
        await().until(() -> "attached".equals(after.get()));
        assertThat(busy.connection.holds()).isZero();
    }

    @Test
    void aStepLongerThanTheGraceIsToldAtItsNextTick() {
        grace = Duration.ofMillis(100);
        stores.serve(new EmptyStore());
        Client slow = new Client("slow").enter();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<@Nullable Problem> told = new AtomicReference<>();
        slow.connection.step(() -> {
            inside.countDown();
            try {
                for (long i = 0; ; i++) {
                    slow.registration.progress().tick(i, -1);
                    Thread.onSpinWait();
                }
            } catch (MailException e) {
                told.set(e.problem());
            }
        });
        awaitQuietly(inside);
        stores.serve(null);
        assertThat(told).hasValue(Problem.UNAVAILABLE);
        assertThat(slow.store).isNull();

        stores.serve(new EmptyStore());
        slow.registration.progress().tick(1, 2);
        assertThat(slow.store).isNotNull();
    }

    @Test
    void withoutAStoreSessionsGoOnDetachedAndAreAttachedLater() {
        grace = Duration.ofMillis(100);
        stores.serve(new EmptyStore());
        Client client = new Client("c").enter();
        stores.serve(null);
        assertThat(client.connection.holds()).isEqualTo(1);
        await().until(() -> client.connection.holds() == 0);
        assertThat(client.store).isNull();
        assertThatThrownBy(() -> stores.open(ALICE, Set.of()))
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));

        EmptyStore late = new EmptyStore();
        stores.serve(late);
        assertThat(client.store).isSameAs(late);
        assertThat(client.connection.holds()).isZero();
    }

    @Test
    void thePatienceForTheFirstStoreDoesNotCutALaterExchangeShort() {
        grace = Duration.ofMillis(200);
        try (StoreSwitch young = new StoreSwitch(new Policies(Duration.ofSeconds(5)), () -> grace)) {
            grace = Duration.ofSeconds(5);
            young.serve(new EmptyStore());
            Client client = new Client("young");
            client.registration = young.register(client, client.connection, "imap", ALICE, Set::of);
            young.serve(null);
            await().during(Duration.ofMillis(500)).until(() -> client.connection.holds() == 1);
        }
    }

    @Test
    void maildropLocksGoFromStoreToStore() {
        EmptyStore old = new EmptyStore();
        Channel lock = Channels.newChannel(InputStream.nullInputStream());
        old.maildrops.put("token", lock);
        stores.serve(old);
        EmptyStore next = new EmptyStore();
        stores.serve(next);
        assertThat(next.maildrops).containsEntry("token", lock);
        assertThat(old.maildrops).isEmpty();
    }

    @Test
    void whoRegistersShortlyAfterAnExchangeIsTakenOver() {
        stores.serve(new EmptyStore());
        Client late = new Client("late");
        MailAccount stale = stores.open(ALICE, Set.of());
        EmptyStore next = new EmptyStore();
        stores.serve(next);
        late.connection.step(() -> {
            late.attach(stale);
            late.registration = stores.register(late, late.connection, "imap", ALICE, Set::of);
        });
        await().until(() -> late.store == next);
        await().until(() -> late.connection.holds() == 0);
    }

    @Test
    void aProtocolExchangedWhileTheStoreIsAwayFindsItsWayBack() {
        stores.serve(new EmptyStore());
        Client old = new Client("p").enter();
        stores.serve(null);
        old.connection.hold(Duration.ofSeconds(1));
        synchronized (old) {
            old.snapshot();
        }
        assertThat(old.connection.holds()).isEqualTo(1);
        Client resumed = new Client("p");
        resumed.connection.hold(Duration.ZERO);
        resumed.registration = stores.register(resumed, resumed.connection, "imap", ALICE, Set::of);
        resumed.connection.release();
        EmptyStore next = new EmptyStore();
        stores.serve(next);
        await().until(() -> resumed.store == next);
        await().until(() -> resumed.connection.holds() == 0);
        assertThat(old.store).isNull();
    }

    @Test
    void useWaitsForAStoreAndTheStoreForIt() {
        CompletableFuture<String> used =
                CompletableFuture.supplyAsync(() -> stores.use(ALICE, account -> "used"), workers);
        assertThat(used).isNotDone();
        stores.serve(new EmptyStore());
        assertThat(used.join()).isEqualTo("used");

        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> longer = CompletableFuture.supplyAsync(
                () -> stores.use(ALICE, account -> {
                    inside.countDown();
                    awaitQuietly(end);
                    return "ended";
                }),
                workers);
        awaitQuietly(inside);
        CompletableFuture<Void> leaving = serve(null);
        await().pollDelay(Duration.ofMillis(50)).until(() -> !leaving.isDone());
        end.countDown();
        leaving.join();
        assertThat(longer.join()).isEqualTo("ended");
    }

    @Test
    void everybodyIsAttachedAnewWhenWhatMayBeSeenChanges() {
        EmptyStore store = new EmptyStore();
        stores.serve(store);
        Client client = new Client("a").enter();
        int before = client.attached;
        stores.again();
        await().until(() -> client.attached == before + 1);
        await().until(() -> client.connection.holds() == 0);
        assertThat(client.store).isSameAs(store);
    }

    @Test
    void anAccountThatCannotBeOpenedIsTriedAgain() {
        stores.serve(new EmptyStore());
        Client client = new Client("r").enter();
        EmptyStore next = new EmptyStore();
        next.broken = true;
        stores.serve(next);
        assertThat(client.store).isNull();
        assertThat(client.connection.holds()).isZero();
        next.broken = false;
        await().until(() -> client.store == next);
    }

    @Test
    void nothingRemembersAFormerStore() {
        WeakReference<EmptyStore> former = new WeakReference<>(new EmptyStore());
        stores.serve(former.get());
        Client client = new Client("w").enter();
        stores.serve(new EmptyStore());
        await().until(() -> {
            System.gc();
            return former.get() == null;
        });
        assertThat(client.store).isNotNull();
    }

    @Test
    void theOperatorSeesAndEndsSessions() {
        stores.serve(new EmptyStore());
        Client one = new Client("one").enter();
        Client two = new Client("two").enter();
        assertThat(stores.list()).extracting("id").containsExactly("one", "two");
        assertThat(stores.kill("two")).isTrue();
        assertThat(stores.kill("three")).isFalse();
        await().until(() -> !two.ended.isEmpty());
        assertThat(one.ended).isEmpty();
        assertThatThrownBy(() -> two.registration.progress().tick(1, 1)).isInstanceOf(MailException.class);
        two.registration.close();
        assertThat(stores.list()).hasSize(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
