// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
    private static final int FREE = 3;

    private final AtomicLong now = new AtomicLong();
    private final Penalties penalties = new Penalties(
            () -> new Delays(Duration.ofSeconds(2), Duration.ofSeconds(15), FREE, Duration.ofSeconds(30), 100),
            now::get);
    private final InetAddress home = address("192.0.2.1");
    private final InetAddress foe = address("198.51.100.66");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void fail(String user, InetAddress address, int times) {
        for (int i = 0; i < times; i++) {
            penalties.failed(user, address);
        }
    }

    @Test
    void theDelayGrowsToABoundAndIsForgotten() {
        for (int i = 0; i < FREE; i++) {
            assertThat(penalties.failed("u" + i, foe)).isEqualTo(Duration.ofSeconds(2));
        }
        assertThat(penalties.failed("x", foe)).isEqualTo(Duration.ofSeconds(4));
        assertThat(penalties.failed("y", foe)).isEqualTo(Duration.ofSeconds(8));
        assertThat(penalties.failed("z", foe)).isEqualTo(Duration.ofSeconds(15));
        fail("z", foe, 1000);
        assertThat(penalties.failed("z", foe)).isEqualTo(Duration.ofSeconds(15));
        pass(Duration.ofMinutes(2000));
        assertThat(penalties.failed("z", foe)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void guessesAtOnceComeOneByOneAndNotForEver() {
        fail("alice", foe, 20);
        assertThat(penalties.hold("alice", foe)).isEqualTo(Duration.ZERO);
        assertThat(penalties.hold("alice", foe)).isEqualTo(Duration.ofSeconds(15));
        assertThat(penalties.hold("alice", foe)).isEqualTo(Duration.ofSeconds(30));
        assertThat(penalties.hold("alice", foe)).isEqualTo(Duration.ofSeconds(45));
        assertThat(penalties.hold("alice", foe)).as("is not counted on").isEqualTo(Duration.ofSeconds(45));
        pass(Duration.ofSeconds(45));
        assertThat(penalties.hold("alice", foe)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aUserIsGuardedAtAllUnknownAddressesTogether() {
        for (int i = 0; i < 50; i++) {
            penalties.failed("alice", address("198.51.100." + i));
        }
        InetAddress fresh = address("203.0.113.9");
        assertThat(penalties.failed("alice", fresh)).isEqualTo(Duration.ofSeconds(15));
        assertThat(penalties.hold("bob", fresh)).isEqualTo(Duration.ZERO);
    }

    @Test
    void whoeverHammersANameDoesNotKeepItsOwnerOut() {
        penalties.passed("alice", home);
        fail("alice", foe, 1000);
        assertThat(penalties.knows("alice", home)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(penalties.hold("alice", home)).isEqualTo(Duration.ZERO);
        }
        assertThat(penalties.failed("alice", home)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void atAKnownAddressGuessingGrowsDearToo() {
        penalties.passed("alice", home);
        fail("alice", home, 20);
        assertThat(penalties.hold("alice", home)).isEqualTo(Duration.ZERO);
        assertThat(penalties.hold("alice", home)).isEqualTo(Duration.ofSeconds(15));
        penalties.passed("alice", home);
        assertThat(penalties.hold("alice", home)).isEqualTo(Duration.ZERO);
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        for (int i = 0; i < 20; i++) {
            penalties.failed("user" + i, address("2001:db8:1:2::" + Integer.toHexString(i)));
        }
        assertThat(penalties.failed("other", address("2001:db8:1:2:ffff::1"))).isEqualTo(Duration.ofSeconds(15));
        assertThat(penalties.failed("another", address("2001:db8:1:3::1"))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noFailureDrivesOutWhatIsKnown() {
        penalties.passed("alice", home);
        for (int i = 0; i < 5000; i++) {
            penalties.failed("user" + i, address("2001:db8:" + Integer.toHexString(i) + "::1"));
        }
        assertThat(penalties.size()).isEqualTo(100);
        assertThat(penalties.knows("alice", home)).isTrue();
    }
}
