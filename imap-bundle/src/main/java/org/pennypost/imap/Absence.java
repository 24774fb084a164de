// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long an extension that has left is waited for: the hold time in any case, and, while its bundle is being exchanged, until
 * a moment after the next version has started, but never longer than the grace. Safe for use by several threads.
 */
final class Absence implements BooleanSupplier {
    /** What has become of the bundle. */
    enum Home {
        /** It will not come back. */
        GONE,
        /** It is stopped, perhaps to be exchanged. */
        RESTING,
        /** It works, so that its services come now or never. */
        ACTIVE
    }

    private final Duration hold;
    private final Instant held;
    private final Instant end;
    private final Supplier<Home> home;
    private volatile @Nullable Instant settled;

    /** Begins now. */
    Absence(Duration hold, Duration grace, Supplier<Home> home) {
        this.hold = hold;
        this.held = Instant.now().plus(hold);
        this.end = Instant.now().plus(grace);
        this.home = home;
    }

    @Override
    public boolean getAsBoolean() {
        Instant now = Instant.now();
        if (now.isBefore(held)) {
            return true;
        }
        if (!now.isBefore(end)) {
            return false;
        }
        return switch (home.get()) {
            case GONE -> false;
            case RESTING -> true;
            case ACTIVE -> now.isBefore(settlesAt(now));
        };
    }

    private synchronized Instant settlesAt(Instant now) {
        Instant at = settled;
        if (at == null) {
            at = now.plus(hold);
            settled = at;
        }
        return at;
    }
}
