// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class UidListTest {
    private static UidList list(TreeSet<Long> uids) {
        return UidList.over(uids.stream().mapToInt(Long::intValue).toArray(), uids.size());
    }

    @Property
    void indexesAreThoseOfASortedList(
            @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 4294967295L) Long> members,
            @ForAll @LongRange(min = 1, max = 4294967295L) long probe) {
        TreeSet<Long> sorted = new TreeSet<>(members);
        List<Long> model = List.copyOf(sorted);
        UidList list = list(sorted);
        assertThat(list.size()).isEqualTo(model.size());
        assertThat(list.last()).isEqualTo(model.isEmpty() ? 0 : sorted.last());
        assertThat(list.indexOf(probe)).isEqualTo(model.indexOf(probe));
        assertThat(list.indexFrom(probe)).isEqualTo(sorted.headSet(probe).size());
        for (int i = 0; i < model.size(); i++) {
            assertThat(list.uid(i)).isEqualTo(model.get(i));
            assertThat(list.indexOf(model.get(i))).isEqualTo(i);
        }
        assertThat(list.toSet())
                .isEqualTo(UidSet.of(model.stream().mapToLong(uid -> uid).toArray()));
    }

    @Property
    void intersectionIsThatOfSets(
            @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 300) Long> members,
            @ForAll @Size(max = 60) Set<@LongRange(min = 1, max = 300) Long> others) {
        UidList list = list(new TreeSet<>(members));
        UidSet set = UidSet.of(others.stream().mapToLong(uid -> uid).toArray());
        assertThat(list.intersect(set)).isEqualTo(list.toSet().intersect(set));
        assertThat(list.intersect(UidSet.ALL)).isEqualTo(list.toSet());
    }

    @Example
    void readersDoNotSeeWhatIsFilledInBeyondTheirLength() {
        int[] array = {3, 5, 9, 0, 0};
        UidList before = UidList.over(array, 3);
        array[3] = 12;
        UidList after = UidList.over(array, 4);
        assertThat(before.size()).isEqualTo(3);
        assertThat(before.last()).isEqualTo(9);
        assertThat(before.indexOf(12)).isEqualTo(-1);
        assertThat(after.slice(1, 4)).isEqualTo(UidSet.of(5, 9, 12));
        assertThatThrownBy(() -> before.uid(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> UidList.over(array, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
