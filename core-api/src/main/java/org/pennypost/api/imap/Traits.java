// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.EnumSet;
import java.util.Set;

/** What the engine must know of a command: where it is allowed, and what may be told while it runs (RFC 9051 §5.5, §7.5.1). */
public final class Traits {
    private final Set<State> states;
    private final Set<Trait> traits;

    private enum Trait {
        NUMBERS,
        TARGET,
        TELLS
    }

    private Traits(Set<State> states, Set<Trait> traits) {
        this.states = states;
        this.traits = traits;
    }

    /** Returns the traits of a command that is allowed everywhere. */
    public static Traits anywhere() {
        return new Traits(EnumSet.allOf(State.class), Set.of());
    }

    /** Returns the traits of a command that is only allowed before login. */
    public static Traits beforeLogin() {
        return new Traits(EnumSet.of(State.NOT_AUTHENTICATED), Set.of());
    }

    /** Returns the traits of a command that is allowed after login, with a mailbox open or not. */
    public static Traits authenticated() {
        return new Traits(EnumSet.of(State.AUTHENTICATED, State.SELECTED), Set.of());
    }

    /** Returns the traits of a command that needs an open mailbox. */
    public static Traits selected() {
        return new Traits(EnumSet.of(State.SELECTED), Set.of());
    }

    private Traits with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Traits(states, more);
    }

    /** Adds: its arguments or responses carry sequence numbers, so no EXPUNGE may be told before it has ended. */
    public Traits usingNumbers() {
        return with(Trait.NUMBERS);
    }

    /** Adds: it files into a mailbox it names; if that is missing, the answer is TRYCREATE (RFC 9051 §6.3.12). */
    public Traits filing() {
        return with(Trait.TARGET);
    }

    /** Adds: while it waits for a line, changes are told as they happen (IDLE, RFC 2177). */
    public Traits tellingWhileAsking() {
        return with(Trait.TELLS);
    }

    /** Tells whether the command is allowed in a state. */
    public boolean allowedIn(State state) {
        return states.contains(state);
    }

    /** Tells whether sequence numbers must stay while it runs. */
    public boolean usesNumbers() {
        return traits.contains(Trait.NUMBERS);
    }

    /** Tells whether a missing mailbox is one that could be created. */
    public boolean files() {
        return traits.contains(Trait.TARGET);
    }

    /** Tells whether changes are told while it waits for a line. */
    public boolean tellsWhileAsking() {
        return traits.contains(Trait.TELLS);
    }
}
