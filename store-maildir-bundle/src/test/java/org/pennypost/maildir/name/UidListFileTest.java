// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidListFileTest {
    private static final String GUID = "5854751f561e066b2b43000083ecc375";

    @TempDir
    Path dir;

    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("dovecot-uidlist");
    }

    private UidListFile open(String text) throws IOException {
        Files.writeString(file, text);
        return Objects.requireNonNull(UidListFile.open(file));
    }

    @Test
    void versionThreeIsRead() throws IOException {
        try (UidListFile list =
                open("3 V17 N1 G" + GUID + " X9\n1 :a,S=1\n7 W12 Pold uidl :b\nrubbish\n0 :zero\n9 :c\n")) {
            assertThat(list.header().uidValidity()).isEqualTo(17);
            assertThat(list.header().guid()).isEqualTo(GUID);
            assertThat(list.header().rest()).isEqualTo(" X9");
            UidRecords records = list.records();
            assertThat(records.size()).isEqualTo(3);
            assertThat(records.highest()).isEqualTo(9);
            int b = records.find(FileName.hash("b"));
            assertThat(records.uid(b)).isEqualTo(7);
            assertThat(list.base(records.offset(b))).isEqualTo("b");
            assertThat(list.line(7, records.offset(b))).isEqualTo("7 W12 Pold uidl :b");
            assertThat(records.find(FileName.hash("missing"))).isEqualTo(-1);
        }
    }

    @Test
    void versionOneIsRead() throws IOException {
        try (UidListFile list = open("1 17 8\n3 a\n7 b:2,S\n")) {
            UidRecords records = list.records();
            assertThat(list.header().uidNext()).isEqualTo(8);
            assertThat(records.uid(records.find(FileName.hash("b")))).isEqualTo(7);
            assertThat(list.line(3, records.offset(0))).isEqualTo("3 :a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "2 V1 N1\n", "3 N1\n", "3 Vx N1\n", "1 2\n", "no line end"})
    void whatIsNoListIsNotOpened(String text) throws IOException {
        Files.writeString(file, text);
        assertThat(UidListFile.open(file)).isNull();
    }

    @Test
    void linesAreAddedAndFoundAgain() throws IOException {
        try (UidListFile list = open("3 V17 N1 G" + GUID + "\n1 :a\n2 :torn")) {
            int[] offsets = list.append(new long[] {3, 4}, Map.of(1, "a:b"), new String[] {"ä", "d"}, true);
            assertThat(list.base(offsets[0])).isEqualTo("ä");
            assertThat(list.base(offsets[1])).isEqualTo("d");
            assertThat(list.stamp()).isEqualTo(Stamp.of(file));
            UidRecords records = list.records();
            assertThat(records.size()).isEqualTo(4);
            assertThat(records.offset(3)).isEqualTo(offsets[1]);
            assertThat(records.uniqueIds()).isEqualTo(Map.of(4L, "a:b"));
        }
    }

    @Test
    void listsOfManyBlocksAreRead() throws IOException {
        StringBuilder text = new StringBuilder("3 V17 N1 G" + GUID + "\n");
        for (int i = 1; i <= 20_000; i++) {
            text.append(i).append(" :").append(1_700_000_000 + i).append(".M1P1.host,S=1,W=1\n");
        }
        try (UidListFile list = open(text.toString())) {
            UidRecords records = list.records();
            assertThat(records.size()).isEqualTo(20_000);
            for (int i = 0; i < records.size(); i += 997) {
                assertThat(list.base(records.offset(i))).isEqualTo((1_700_000_001 + i) + ".M1P1.host,S=1,W=1");
                assertThat(records.find(FileName.hash(list.base(records.offset(i)))))
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void readersKeepTheVersionTheyOpened() throws IOException {
        try (UidListFile list = open("3 V17 N1 G" + GUID + "\n1 :a\n2 :b\n")) {
            UidRecords records = list.records();
            UidListFile.replace(file, list.header(), List.of("2 :b"), false);
            assertThat(list.base(records.offset(1))).isEqualTo("b");
            assertThat(Files.readString(file)).isEqualTo("3 V17 N1 G" + GUID + "\n2 :b\n");
        }
    }
}
