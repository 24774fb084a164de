// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AbsenceTest {
    private static final Duration HOLD = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whoIsGoneForGoodIsWaitedForAsLongAsTheHold() {
        Absence absence = new Absence(HOLD, LONG, () -> Absence.Home.GONE);
        assertThat(absence.getAsBoolean()).isTrue();
        await().until(() -> !absence.getAsBoolean());
    }

    @Test
    void whoseBundleIsExchangedIsWaitedForUntilItHasStarted() {
        AtomicReference<Absence.Home> home = new AtomicReference<>(Absence.Home.RESTING);
        Absence absence = new Absence(HOLD, LONG, home::get);
        await().during(HOLD.multipliedBy(4)).until(absence::getAsBoolean);
        home.set(Absence.Home.ACTIVE);
        assertThat(absence.getAsBoolean()).isTrue();
        await().until(() -> !absence.getAsBoolean());
    }

    @Test
    void nobodyIsWaitedForLongerThanTheGrace() {
        Absence absence = new Absence(Duration.ZERO, HOLD, () -> Absence.Home.RESTING);
        assertThat(absence.getAsBoolean()).isTrue();
        await().until(() -> !absence.getAsBoolean());
    }
}
