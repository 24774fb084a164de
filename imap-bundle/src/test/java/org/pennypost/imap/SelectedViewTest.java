// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.imap.ImapSyntaxException;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Snapshot;

class SelectedViewTest {
    private static UidList list(String set) {
        UidSet uids = UidSet.parse(set);
        int[] array = new int[(int) uids.count()];
        int[] filled = {0};
        uids.forEach(uid -> array[filled[0]++] = (int) uid);
        return UidList.over(array, array.length);
    }

    private static SelectedView view(String known, String ghosts, long uidNext) {
        return new SelectedView(
                new SelectedView.Place(MailboxName.INBOX, new MailboxId("i"), 1, false),
                new SelectedView.Known(
                        list(known), UidSet.parse(ghosts), uidNext, new SelectedView.At(1, 1), UidSet.EMPTY));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    /**
     * The truth table: what the client knows (ghosts among it), what is there now, what vanished, and whether expunges may
     * be told; then what it is told, and what it knows afterwards.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # known | ghosts | next | now   | next | vanished | tell  | rows      | grown | known after | ghosts after
            1:3     | -      | 4    | 1:3   | 4    | -        | true  | []        | false | 1:3         | -
            1:3     | -      | 4    | 1:5   | 6    | -        | true  | []        | true  | 1:5         | -
            1:3     | -      | 4    | 1:5   | 6    | -        | false | []        | true  | 1:5         | -
            1:3     | -      | 4    | 1,3   | 4    | 2        | true  | [2]       | false | 1,3         | -
            1:3     | -      | 4    | 1,3   | 4    | 2        | false | []        | false | 1:3         | 2
            1:3     | 2      | 4    | 1,3   | 4    | -        | true  | [2]       | false | 1,3         | -
            1:3     | 2      | 4    | 1,3,5 | 6    | -        | false | []        | true  | 1:3,5       | 2
            1:5     | 2      | 6    | 1,5,6 | 7    | 3:4      | true  | [2, 2, 2] | true  | 1,5:6       | -
            1:5     | 2      | 6    | 1,5,6 | 7    | 3:4      | false | []        | true  | 1:6         | 2:4
            1:3     | -      | 4    | -     | 4    | 1:3      | true  | [1, 1, 1] | false | -           | -
            1:3     | -      | 4    | 1:3   | 9    | 4:8      | true  | []        | false | 1:3         | -
            -       | -      | 1    | 7     | 8    | 1:6      | true  | []        | true  | 7           | -
            """)
    void truthTable(
            String known,
            String ghosts,
            long next,
            String now,
            long nextNow,
            String vanished,
            boolean tell,
            String rows,
            boolean grown,
            String knownAfter,
            String ghostsAfter) {
        SelectedView view = view(text(known), text(ghosts), next);
        Delta delta = Delta.of(
                new Delta.Now(list(text(now)), nextNow, 9), UidSet.EMPTY, UidSet.parse(text(vanished)), UidSet.EMPTY);

        SelectedView.News news = view.follow(delta, tell);

        assertThat(news.numbers()).as("rows").containsExactly(numbers(rows));
        assertThat(news.grown()).as("grown").isEqualTo(grown);
        assertThat(view.known().uids().toSet()).as("known").isEqualTo(UidSet.parse(text(knownAfter)));
        assertThat(view.known().ghosts()).as("ghosts").isEqualTo(UidSet.parse(text(ghostsAfter)));
        assertThat(view.known().at().look()).isEqualTo(9);
        assertThat(view.modSeq()).as("told").isEqualTo(text(ghostsAfter).isEmpty() ? 9 : 1);
    }

    private static int[] numbers(String rows) {
        String inside = rows.substring(1, rows.length() - 1);
        return inside.isEmpty()
                ? new int[0]
                : List.of(inside.split(", ")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    @Test
    void tooOldIsFoundOutByComparing() {
        SelectedView view = view("1:5", "", 6);
        SelectedView.News news = view.follow(Delta.tooOld(new Delta.Now(list("2,4,6"), 7, 9), UidSet.EMPTY), true);
        assertThat(news.vanished()).isEqualTo(UidSet.parse("1,3,5"));
        assertThat(view.unsaid()).as("flags of those that stay").isEqualTo(UidSet.parse("2,4"));
    }

    @Test
    void flagsOfArrivalsAndGhostsAreNotOwed() {
        SelectedView view = view("1:3", "", 4);
        view.follow(
                Delta.of(new Delta.Now(list("1,3:4"), 5, 9), UidSet.parse("1,4"), UidSet.of(2), UidSet.EMPTY), false);
        assertThat(view.owed()).isEqualTo(UidSet.of(1));
        assertThat(view.owed()).isEqualTo(UidSet.EMPTY);
    }

    @Test
    void resolvesNumbersAndUids() {
        SelectedView view = view("10,20,30", "", 31);
        assertThat(view.resolve(set(1, 2), false)).isEqualTo(UidSet.of(10, 20));
        assertThat(view.resolve(set(SequenceSet.STAR, SequenceSet.STAR), false)).isEqualTo(UidSet.of(30));
        assertThat(view.resolve(set(15, SequenceSet.STAR), true)).isEqualTo(UidSet.of(20, 30));
        assertThat(view.resolve(set(99, SequenceSet.STAR), true)).isEqualTo(UidSet.of(30));
        assertThat(view.resolve(set(11, 12), true)).isEqualTo(UidSet.EMPTY);
        assertThatThrownBy(() -> view.resolve(set(3, 4), false)).isInstanceOf(ImapSyntaxException.class);
        assertThat(view("", "", 1).resolve(set(1, SequenceSet.STAR), false)).isEqualTo(UidSet.EMPTY);
        assertThatThrownBy(() -> view("", "", 1).resolve(set(1, 1), false)).isInstanceOf(ImapSyntaxException.class);
    }

    private static SequenceSet set(long from, long to) {
        return new SequenceSet(List.of(new SequenceSet.Range(from, to)));
    }

    @Test
    void savedResultLosesWhatIsToldAsExpungedAndTravels() {
        SelectedView view = view("1:5", "", 6);
        view.save(UidSet.parse("2:4"));
        SequenceSet dollar = new SequenceSet(List.of());
        assertThat(view.resolve(dollar, false)).isEqualTo(UidSet.parse("2:4"));
        Delta.Now now = new Delta.Now(list("1:2,4:5"), 6, 2);
        view.follow(Delta.of(now, UidSet.EMPTY, UidSet.of(3), UidSet.EMPTY), false);
        assertThat(view.resolve(dollar, true))
                .as("not told yet, so as other ghosts")
                .isEqualTo(UidSet.parse("2:4"));
        view.follow(Delta.of(now, UidSet.EMPTY, UidSet.EMPTY, UidSet.EMPTY), true);
        assertThat(view.resolve(dollar, true)).isEqualTo(UidSet.parse("2,4"));
        SelectedView other =
                SessionForm.view(SessionForm.view(Snapshot.EMPTY, view)).orElseThrow();
        assertThat(other.resolve(dollar, true)).isEqualTo(UidSet.parse("2,4"));
    }

    @Test
    void saysWhereTheWrongNumberStood() {
        SequenceSet wrong = new SequenceSet(List.of(new SequenceSet.Range(4, 4)), 8);
        assertThatThrownBy(() -> view("1:3", "", 4).resolve(wrong, false))
                .hasMessage("expected message numbers from 1 to 3 at octet 8");
        assertThatThrownBy(() -> view("", "", 4).resolve(wrong, false))
                .hasMessage("expected no message number (the mailbox is empty) at octet 8");
    }
}
