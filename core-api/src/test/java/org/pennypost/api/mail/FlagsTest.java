// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FlagsTest {
    @Provide
    Arbitrary<Set<Flag>> flags() {
        return Arbitraries.of(
                        "\\Seen",
                        "\\SEEN",
                        "\\Deleted",
                        "\\Draft",
                        "\\Flagged",
                        "\\answered",
                        "$Junk",
                        "$junk",
                        "a",
                        "A",
                        "z")
                .map(Flag::of)
                .list()
                .ofMaxSize(8)
                .map(TreeSet::new);
    }

    @Property
    void setsBehaveLikeSets(@ForAll("flags") Set<Flag> one, @ForAll("flags") Set<Flag> other) {
        Flags a = Flags.of(one);
        Flags b = Flags.of(other);
        assertThat(new TreeSet<>(a.list())).isEqualTo(one);
        assertThat(a.isEmpty()).isEqualTo(one.isEmpty());
        Set<Flag> both = new TreeSet<>(one);
        both.addAll(other);
        assertThat(new TreeSet<>(a.plus(b).list())).isEqualTo(both);
        Set<Flag> rest = new TreeSet<>(one);
        rest.removeAll(other);
        assertThat(new TreeSet<>(a.minus(b).list())).isEqualTo(rest);
        assertThat(a.equals(b)).isEqualTo(one.equals(other));
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
        other.forEach(flag -> assertThat(a.contains(flag)).isEqualTo(one.contains(flag)));
        assertThat(a.containsAny(other)).isEqualTo(other.stream().anyMatch(one::contains));
    }

    @Example
    void namesAreEqualInAnyCaseAndKeepTheirFirst() {
        assertThat(Flag.of("$Forwarded")).isEqualTo(Flag.of("$FORWARDED")).hasSameHashCodeAs(Flag.of("$forwarded"));
        assertThat(Flag.of("$Forwarded").name()).isEqualTo("$Forwarded");
        assertThat(Flag.of("\\seen")).isSameAs(Flag.SEEN);
        assertThat(Flags.of(Flag.of("b"), Flag.SEEN, Flag.of("a")).toString()).isEqualTo("\\Seen a b");
    }

    @Example
    void turkishIsNoTrap() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Flag.of("IMPORTANT")).isEqualTo(Flag.of("important"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Example
    void whatIsNoFlagIsRefused() {
        for (String wrong : new String[] {
            "", "\\Recent", "\\Other", "\\", "a b", "a(", "a]", "a\"", "%", "*", "ä", "a\0", "x".repeat(256)
        }) {
            assertThatThrownBy(() -> Flag.of(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
        }
        assertThat(Flag.of("x".repeat(255)).name()).hasSize(255);
    }
}
