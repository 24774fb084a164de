// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.store.Draft;

/** A literal that has arrived: octets in memory, or a draft. */
public final class Literal {
    private final byte[] octets;
    private final @Nullable Draft draft;

    private Literal(byte[] octets, @Nullable Draft draft) {
        this.octets = octets;
        this.draft = draft;
    }

    /** Returns a literal kept in memory. */
    public static Literal of(byte[] octets) {
        return new Literal(octets.clone(), null);
    }

    /** Returns a literal that has become a draft. */
    public static Literal of(Draft draft) {
        return new Literal(new byte[0], Objects.requireNonNull(draft));
    }

    /** Returns the octets of one kept in memory. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Returns the draft it has become. */
    public Optional<Draft> draft() {
        return Optional.ofNullable(draft);
    }

    /** Returns the number of octets. */
    public long size() {
        return draft == null ? octets.length : draft.size();
    }
}
