// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.access.LoginResult.Reason;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.LoginRule;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Networks;
import org.pennypost.api.net.Peer;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.domain.Domains;
import org.pennypost.core.mail.EmptyStore;
import org.pennypost.core.plugin.Threads;

@Timeout(120)
class DoorkeeperTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 1143);
    private static final InetSocketAddress FAR = new InetSocketAddress("192.0.2.1", 4711);
    private static final Peer LOCAL = new Peer("c1", "imap", HERE, HERE, null);

    private final ScheduledExecutorService timer = Threads.timer("test", 1);
    private final Authenticators sources = new Authenticators(timer, new Domains());
    private final Store store = new Store();
    private final OneUser alice = new OneUser("alice", "secret");
    private final Doorkeeper doorkeeper = new Doorkeeper(sources, store, rules(Duration.ofSeconds(5), 100), "");

    private static LoginRules rules(Duration grace, int queue) {
        return new LoginRules(
                new LoginRules.Names(new UserNames("", true, ""), List.of(Charset.forName("KOI8-R")), "*"),
                Networks.parse("198.51.100.0/24"),
                new Delays(Duration.ofMillis(150), Duration.ofSeconds(1), 100, Duration.ofSeconds(5), 100),
                grace,
                new LoginRules.Limits(queue, 3));
    }

    @AfterEach
    void stop() {
        doorkeeper.close();
        timer.shutdownNow();
    }

    private static final class Store implements Accounts {
        private final Parked parked = new Parked(Threads.timer("test-store", 1));
        private final AtomicInteger places = new AtomicInteger();
        private volatile int opened = 1000;
        private volatile boolean there = true;

        @Override
        public MailAccount enter(Identity identity) {
            if (!there) {
                throw new MailException(Problem.UNAVAILABLE, "away");
            }
            return EmptyStore.account();
        }

        @Override
        public boolean place(Identity identity, int most) {
            return places.incrementAndGet() <= most + opened;
        }

        @Override
        public void whenPresent(Runnable go, Runnable late, Duration time) {
            parked.park(go, late, time);
        }
    }

    private CompletableFuture<LoginResult> login(String user, String password, Peer peer) {
        CompletableFuture<LoginResult> answer = new CompletableFuture<>();
        doorkeeper.login(Credentials.of(user, password.getBytes(UTF_8)), peer, answer::complete);
        return answer;
    }

    private static LoginResult refused(Reason reason) {
        return new LoginResult.Refused(reason);
    }

    @Test
    void aRightPasswordIsCheckedOnceUntilTheSourceChanges() {
        sources.set(List.of(alice));
        assertThat(login("Alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        assertThat(login("alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        assertThat(alice.asked).hasValue(1);
        alice.password = "other";
        alice.generation.incrementAndGet();
        assertThat(login("alice", "secret", LOCAL).join()).isEqualTo(refused(Reason.FAILED));
        assertThat(login("alice", "other", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void failuresAreAnsweredAlikeAfterTheDelay() {
        sources.set(List.of(alice));
        for (String user : List.of("alice", "nobody", "../../etc")) {
            long begun = System.nanoTime();
            assertThat(login(user, "wrong", LOCAL).join()).isEqualTo(refused(Reason.FAILED));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(149));
        }
    }

    @Test
    void severalSourcesAreAskedInTurn() {
        sources.set(List.of(alice, new OneUser("bob", "b")));
        assertThat(login("bob", "b", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        assertThat(sources.users()).containsExactly("alice", "bob");
        assertThat(sources.find("bob")).contains(Identity.of("bob"));
    }

    @Test
    void passwordsInClearComeFromHereAndListedNetworksOnly() {
        sources.set(List.of(alice));
        Peer far = new Peer("c2", "imap", FAR, HERE, null);
        Peer listed = new Peer("c3", "imap", new InetSocketAddress("198.51.100.9", 1), HERE, null);
        Peer tls = new Peer("c4", "imap", FAR, HERE, "TLSv1.3 TLS_AES_128_GCM_SHA256");
        assertThat(login("alice", "secret", far).join()).isEqualTo(refused(Reason.PRIVACY_REQUIRED));
        assertThat(alice.asked).hasValue(0);
        assertThat(login("alice", "secret", listed).join()).isInstanceOf(LoginResult.Granted.class);
        assertThat(login("alice", "secret", tls).join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void aSourceThatComesWhileOthersAreAskedIsAskedToo() {
        OneUser bob = new OneUser("bob", "b");
        CountDownLatch hurdle = new CountDownLatch(1);
        bob.hurdle = hurdle;
        sources.set(List.of(bob));
        CompletableFuture<LoginResult> waiting = login("alice", "secret", LOCAL);
        await().until(() -> bob.asked.get() == 1);
        sources.set(List.of(bob, alice));
        hurdle.countDown();
        assertThat(waiting.join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void aLoginWaitsForASourceThatHasLeft() {
        sources.set(List.of(alice));
        sources.set(List.of());
        CompletableFuture<LoginResult> waiting = login("alice", "secret", LOCAL);
        await().pollDelay(Duration.ofMillis(100)).until(() -> !waiting.isDone());
        sources.set(List.of(alice));
        assertThat(waiting.join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void aSourceThatStaysAwayIsUnavailable() {
        doorkeeper.rules(rules(Duration.ofMillis(100), 100));
        assertThat(login("alice", "secret", LOCAL).join()).isEqualTo(refused(Reason.UNAVAILABLE));
    }

    @Test
    void aLoginWaitsForAStore() {
        sources.set(List.of(alice));
        store.there = false;
        CompletableFuture<LoginResult> waiting = login("alice", "secret", LOCAL);
        await().until(() -> alice.asked.get() == 1);
        await().pollDelay(Duration.ofMillis(50)).until(() -> !waiting.isDone());
        store.there = true;
        store.parked.wake();
        assertThat(waiting.join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void nobodyActsForAnother() {
        sources.set(List.of(alice));
        CompletableFuture<LoginResult> answer = new CompletableFuture<>();
        Credentials credentials = Credentials.of("alice", "secret".getBytes(UTF_8));
        doorkeeper.login(credentials.actingFor("bob"), LOCAL, answer::complete);
        assertThat(answer.join()).isEqualTo(refused(Reason.NOT_AUTHORISED));
        CompletableFuture<LoginResult> self = new CompletableFuture<>();
        doorkeeper.login(credentials.actingFor("ALICE"), LOCAL, self::complete);
        assertThat(self.join()).isInstanceOf(LoginResult.Granted.class);
    }

    @Test
    void theQueueOfHashesIsBounded() {
        sources.set(List.of(alice));
        doorkeeper.rules(rules(Duration.ofSeconds(5), 2));
        CountDownLatch open = new CountDownLatch(1);
        alice.hurdle = open;
        int permits = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        List<CompletableFuture<LoginResult>> all = IntStream.range(0, permits + 7)
                .mapToObj(i -> login("alice", "secret" + i, LOCAL))
                .toList();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        all.stream().anyMatch(one -> one.isDone() && one.join().equals(refused(Reason.UNAVAILABLE))));
        assertThat(alice.asked.get()).isLessThanOrEqualTo(permits);
        open.countDown();
    }

    private CompletableFuture<LoginResult> login(Credentials credentials) {
        CompletableFuture<LoginResult> answer = new CompletableFuture<>();
        doorkeeper.login(credentials, LOCAL, answer::complete);
        return answer;
    }

    private static String who(LoginResult result) {
        return result instanceof LoginResult.Granted granted
                ? granted.identity().user() + "/"
                        + granted.identity().attribute(Identity.MASTER).orElse("")
                : result.toString();
    }

    @Test
    void aMasterActsForOthers() {
        OneUser carol = new OneUser("carol", "c");
        carol.identity = Identity.of("carol").with(Identity.IMPERSONATE, "yes");
        sources.set(List.of(alice, carol));
        byte[] password = "c".getBytes(UTF_8);
        assertThat(who(login(Credentials.of("alice*carol", password)).join())).isEqualTo("alice/carol");
        assertThat(who(login(Credentials.of("carol", password).actingFor("Alice"))
                        .join()))
                .isEqualTo("alice/carol");
        assertThat(who(login(Credentials.of("carol*carol", password)).join())).isEqualTo("carol/");
        assertThat(login(Credentials.of("nobody*carol", password)).join()).isEqualTo(refused(Reason.NOT_AUTHORISED));
        assertThat(login(Credentials.of("alice*carol", new byte[] {'x'})).join())
                .isEqualTo(refused(Reason.FAILED));
        assertThat(login(Credentials.of("carol*alice", "secret".getBytes(UTF_8)))
                        .join())
                .isEqualTo(refused(Reason.NOT_AUTHORISED));
    }

    @Test
    void namesAndPasswordsThatAreNotUtf8AreTriedInCharsets() {
        sources.set(List.of(new OneUser("вася", "пароль")));
        Charset koi = Charset.forName("KOI8-R");
        byte[] name = "Вася".getBytes(koi);
        byte[] password = "пароль".getBytes(koi);
        assertThat(who(login(Credentials.ofOctets(name, password)).join())).isEqualTo("вася/");
        assertThat(who(login(Credentials.ofOctets("вася".getBytes(UTF_8), password))
                        .join()))
                .isEqualTo("вася/");
        assertThat(who(login(Credentials.ofOctets(name, "пароль".getBytes(UTF_8)))
                        .join()))
                .isEqualTo("вася/");
        assertThat(login(Credentials.ofOctets(name, new byte[] {(byte) 0xFF})).join())
                .isEqualTo(refused(Reason.FAILED));
    }

    @Test
    void aRuleSaysWhomANameMeans() {
        sources.set(List.of(alice));
        sources.rules(List.of((typed, protocol) -> typed.equals("fred@host")
                ? Optional.of(LoginRule.Claim.of("alice").with("part", "fred"))
                : Optional.empty()));
        LoginResult result = login("fred@host", "secret", LOCAL).join();
        assertThat(((LoginResult.Granted) result).identity().attribute("part")).contains("fred");
        assertThat(who(login("alice", "secret", LOCAL).join())).isEqualTo("alice/");
        assertThat(login("jane@host", "secret", LOCAL).join()).isEqualTo(refused(Reason.FAILED));
    }

    @Test
    void sessionsOfAUserAreLimited() {
        sources.set(List.of(alice));
        store.opened = 0;
        for (int i = 0; i < 3; i++) {
            assertThat(login("alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        }
        assertThat(login("alice", "secret", LOCAL).join()).isEqualTo(refused(Reason.LIMIT));
        assertThat(login("alice", "wrong", LOCAL).join()).isEqualTo(refused(Reason.FAILED));
    }

    @Test
    void aProofIsComparedForEverybody() {
        sources.set(List.of(alice));
        for (String user : List.of("alice", "nobody")) {
            CompletableFuture<LoginResult> answer = new CompletableFuture<>();
            CompletableFuture<Integer> seen = new CompletableFuture<>();
            doorkeeper.prove(
                    Credentials.of(user, new byte[0]),
                    secrets -> {
                        seen.complete(secrets.passwords().size() * 100 + secrets.salt().length);
                        return user.equals("nobody")
                                || java.util.Arrays.equals(secrets.passwords().get(0), "secret".getBytes(UTF_8));
                    },
                    LOCAL,
                    answer::complete);
            assertThat(seen.join()).isEqualTo(116);
            assertThat(answer.join().getClass())
                    .isEqualTo(user.equals("alice") ? LoginResult.Granted.class : LoginResult.Refused.class);
        }
    }

    @Test
    void whoIsKnownPassesWhileHashesAreBusy() {
        sources.set(List.of(alice));
        assertThat(login("alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        CountDownLatch open = new CountDownLatch(1);
        alice.hurdle = open;
        for (int i = 0; i < 20; i++) {
            login("alice", "guess" + i, LOCAL);
        }
        assertThat(login("alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        open.countDown();
    }

    @Test
    void manyGuessesAreRefusedWithoutBeingLookedAt() {
        sources.set(List.of(alice));
        doorkeeper.rules(new LoginRules(
                rules(Duration.ofSeconds(5), 100).names(),
                Networks.parse(""),
                new Delays(Duration.ofSeconds(1), Duration.ofSeconds(60), 0, Duration.ofSeconds(1), 100),
                Duration.ofSeconds(5),
                new LoginRules.Limits(1000, 0)));
        List<CompletableFuture<LoginResult>> all = IntStream.range(0, 50)
                .mapToObj(i -> login("alice", "guess" + i, LOCAL))
                .toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> all.stream()
                                .filter(one -> one.isDone() && one.join().equals(refused(Reason.UNAVAILABLE)))
                                .count()
                        >= 40);
        assertThat(alice.asked.get()).isLessThanOrEqualTo(10);
    }

    @Test
    void aRightPasswordIsCheckedAgainFromAnotherAddress() {
        sources.set(List.of(alice));
        assertThat(login("alice", "secret", LOCAL).join()).isInstanceOf(LoginResult.Granted.class);
        Peer listed = new Peer("c3", "imap", new InetSocketAddress("198.51.100.9", 1), HERE, null);
        assertThat(login("alice", "secret", listed).join()).isInstanceOf(LoginResult.Granted.class);
        assertThat(alice.asked).hasValue(2);
    }
}
