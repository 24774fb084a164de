// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares UID sets with bit sets. The model's bits stand for UIDs above an offset, so that both ends are covered. */
class UidSetTest {
    private static final int SPAN = 200;

    /** A set and the bits it should have. */
    record Pair(UidSet set, BitSet bits, long offset) {
        BitSet again() {
            return UidSetTest.bits(set, offset);
        }
    }

    private static BitSet bits(UidSet set, long offset) {
        BitSet bits = new BitSet();
        set.forEach(uid -> bits.set((int) (uid - offset)));
        return bits;
    }

    private static Pair pair(List<int[]> ranges, long offset) {
        UidSet.Builder builder = UidSet.builder();
        BitSet bits = new BitSet();
        for (int[] range : ranges) {
            builder.add(offset + range[0], offset + range[1]);
            bits.set(Math.min(range[0], range[1]), Math.max(range[0], range[1]) + 1);
        }
        return new Pair(builder.build(), bits, offset);
    }

    @Provide
    Arbitrary<List<int[]>> ranges() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, SPAN);
        Arbitrary<Integer> length = Arbitraries.integers().between(-5, 12);
        return Combinators.combine(at, length)
                .as((from, more) -> new int[] {from, Math.min(SPAN, Math.max(0, from + more))})
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.of(1L, 1000L, 0x7FFFFFFFL - 100, 0xFFFFFFFFL - SPAN);
    }

    @Property
    void membersAreThoseAdded(@ForAll("ranges") List<int[]> ranges, @ForAll("offsets") long offset) {
        Pair pair = pair(ranges, offset);
        assertThat(pair.again()).isEqualTo(pair.bits);
        assertThat(pair.set.count()).isEqualTo(pair.bits.cardinality());
        assertThat(pair.set.isEmpty()).isEqualTo(pair.bits.isEmpty());
        for (int i = 0; i <= SPAN; i++) {
            assertThat(pair.set.contains(offset + i)).isEqualTo(pair.bits.get(i));
        }
    }

    @Property
    void rangesAscendAndDoNotTouch(@ForAll("ranges") List<int[]> ranges, @ForAll("offsets") long offset) {
        UidSet set = pair(ranges, offset).set;
        for (int i = 0; i < set.ranges(); i++) {
            assertThat(set.first(i)).isLessThanOrEqualTo(set.last(i));
            if (i > 0) {
                assertThat(set.first(i)).isGreaterThan(set.last(i - 1) + 1);
            }
        }
    }

    @Property
    void arithmeticIsThatOfBits(
            @ForAll("ranges") List<int[]> one, @ForAll("ranges") List<int[]> other, @ForAll("offsets") long offset) {
        Pair a = pair(one, offset);
        Pair b = pair(other, offset);
        BitSet both = (BitSet) a.bits.clone();
        both.or(b.bits);
        assertThat(bits(a.set.union(b.set), offset)).isEqualTo(both);
        BitSet common = (BitSet) a.bits.clone();
        common.and(b.bits);
        assertThat(bits(a.set.intersect(b.set), offset)).isEqualTo(common);
        BitSet rest = (BitSet) a.bits.clone();
        rest.andNot(b.bits);
        assertThat(bits(a.set.minus(b.set), offset)).isEqualTo(rest);
    }

    @Property
    void textIsReadBack(@ForAll("ranges") List<int[]> ranges, @ForAll("offsets") long offset) {
        UidSet set = pair(ranges, offset).set;
        UidSet read = UidSet.parse(set.toString());
        assertThat(read).isEqualTo(set).hasSameHashCodeAs(set);
    }

    @Property
    void headHasTheLowest(@ForAll("ranges") List<int[]> ranges, @ForAll("offsets") long offset) {
        UidSet set = pair(ranges, offset).set;
        List<Long> members = new ArrayList<>();
        set.forEach(members::add);
        for (int count : new int[] {0, 1, 7, SPAN * 2}) {
            List<Long> lowest = new ArrayList<>();
            set.head(count).forEach(lowest::add);
            assertThat(lowest).isEqualTo(members.subList(0, Math.min(count, members.size())));
        }
    }

    @Example
    void allIsAll() {
        assertThat(UidSet.ALL.count()).isEqualTo(4294967295L);
        assertThat(UidSet.ALL.contains(1)).isTrue();
        assertThat(UidSet.ALL.contains(4294967295L)).isTrue();
        assertThat(UidSet.ALL.minus(UidSet.of(5)).toString()).isEqualTo("1:4,6:4294967295");
        assertThat(UidSet.ALL.union(UidSet.of(4294967295L))).isEqualTo(UidSet.ALL);
    }

    @Example
    void numbersThatAreNoUidsAreRefused() {
        for (long wrong : new long[] {0, -1, 4294967296L}) {
            assertThatThrownBy(() -> UidSet.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String wrong : new String[] {"1,", "a", "1:", ":2", "1:2:3", "0", "*"}) {
            assertThatThrownBy(() -> UidSet.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void builderMayBeUsedOn() {
        UidSet.Builder builder = UidSet.builder().add(5).add(3);
        UidSet before = builder.build();
        UidSet after = builder.add(4).add(1).build();
        assertThat(before.toString()).isEqualTo("3,5");
        assertThat(after.toString()).isEqualTo("1,3:5");
    }
}
