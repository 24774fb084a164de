// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The flags of a message: system flags as bits, keywords as a sorted list. */
public final class Flags {
    /** No flag at all. */
    public static final Flags NONE = new Flags(0, List.of());

    private final int system;
    private final List<Flag> keywords;

    private Flags(int system, List<Flag> keywords) {
        this.system = system;
        this.keywords = keywords;
    }

    /** Returns the set of these flags; doubles count once. */
    public static Flags of(Flag... flags) {
        return of(Arrays.asList(flags));
    }

    /** Returns the set of these flags; doubles count once. */
    public static Flags of(Collection<Flag> flags) {
        int system = 0;
        List<Flag> keywords = new ArrayList<>();
        for (Flag flag : flags) {
            system |= flag.bit();
            if (flag.isKeyword()) {
                keywords.add(flag);
            }
        }
        return of(system, keywords);
    }

    /**
     * Returns the set with these system flags and keywords.
     *
     * @param systemBits see {@link Flag#bit}, 0 to 31
     */
    public static Flags of(int systemBits, Collection<Flag> keywords) {
        if (systemBits == 0 && keywords.isEmpty()) {
            return NONE;
        }
        return new Flags(
                systemBits & 31,
                keywords.isEmpty()
                        ? List.of()
                        : keywords.stream()
                                .filter(Flag::isKeyword)
                                .distinct()
                                .sorted()
                                .toList());
    }

    /** Returns the system flags as bits, see {@link Flag#bit}. */
    public int systemBits() {
        return system;
    }

    /** Returns the keywords in alphabetical order. */
    public List<Flag> keywords() {
        return keywords;
    }

    /** Returns all flags, system flags first. */
    public List<Flag> list() {
        List<Flag> all = new ArrayList<>();
        for (Flag flag : Flag.system()) {
            if ((system & flag.bit()) != 0) {
                all.add(flag);
            }
        }
        all.addAll(keywords);
        return all;
    }

    /** Tells whether a flag is set. */
    public boolean contains(Flag flag) {
        return flag.isKeyword() ? keywords.contains(flag) : (system & flag.bit()) != 0;
    }

    /** Tells whether one of these flags is set. */
    public boolean containsAny(Collection<Flag> flags) {
        return flags.stream().anyMatch(this::contains);
    }

    /** Tells whether no flag is set. */
    public boolean isEmpty() {
        return system == 0 && keywords.isEmpty();
    }

    /** Returns the flags of either set. */
    public Flags plus(Flags other) {
        if (other.keywords.isEmpty()) {
            return other.system == 0 ? this : new Flags(system | other.system, keywords);
        }
        List<Flag> both = new ArrayList<>(keywords);
        both.addAll(other.keywords);
        return of(system | other.system, both);
    }

    /** Returns the flags of this set that are not in the other. */
    public Flags minus(Flags other) {
        return of(
                system & ~other.system,
                keywords.stream().filter(flag -> !other.keywords.contains(flag)).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flags flags && system == flags.system && keywords.equals(flags.keywords);
    }

    @Override
    public int hashCode() {
        return 31 * keywords.hashCode() + system;
    }

    /** Returns the flags as IMAP writes them, without the parentheses. */
    @Override
    public String toString() {
        return String.join(" ", list().stream().map(Flag::name).toList());
    }
}
