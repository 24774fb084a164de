// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.M2P3.h,S=16,W=19:2,Sab | 1.M2P3.h,S=16,W=19 | Sab | false",
                "1.M2P3.h:2, | 1.M2P3.h | '' | false",
                "1.M2P3.h:2,DFRST | 1.M2P3.h | DFRST | false",
                "1.M2P3.h:2,TSF | 1.M2P3.h | FST | true",
                "1.M2P3.h:2,PS | 1.M2P3.h | S | true",
                "1.M2P3.h:2,SS | 1.M2P3.h | S | true",
                "1.M2P3.h:2,S,x=y | 1.M2P3.h | S | true",
                "1.M2P3.h | 1.M2P3.h | '' | true",
                "1.M2P3.h:1,x | 1.M2P3.h | '' | true",
                "anything at all | anything at all | '' | true",
            })
    void namesInCurAreRead(String file, String base, String letters, boolean odd) {
        FileName name = FileName.inCur(file);
        assertThat(name.base()).isEqualTo(base);
        assertThat((name.word() & FlagWord.ODD) != 0).isEqualTo(odd);
        if (!odd) {
            assertThat(FlagWord.letters(name.word())).isEqualTo(letters);
            assertThat(FileName.cur(base, name.word())).isEqualTo(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.h,S=16,W=19 | 16 | 19",
                "1.h,W=7 | -1 | 7",
                "1.h,S= | -1 | -1",
                "1.h,S=12x | 12 | -1",
                "1.h | -1 | -1",
                "1.h,S=99999999999999999999 | 999999999999999999 | -1",
            })
    void sizesAreRead(String base, long disk, long wire) {
        assertThat(FileName.diskSize(base)).isEqualTo(disk);
        assertThat(FileName.wireSize(base)).isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.h:2,PS | P | 1.h:2,FPa", "1.h:2,S | '' | 1.h:2,Fa", "1.h | '' | 1.h:2,Fa"})
    void lettersOfOthersStay(String file, String foreign, String flagged) {
        assertThat(FileName.foreignLetters(file)).isEqualTo(foreign);
        long word = FlagWord.parse("Fa");
        assertThat(FileName.cur("1.h", word, foreign)).isEqualTo(flagged);
    }

    @Property
    void anyNameIsRead(@ForAll String file) {
        FileName cur = FileName.inCur(file);
        assertThat(file).startsWith(cur.base());
        assertThat(FileName.inNew(file).base()).isEqualTo(cur.base());
        byte[] octets = cur.base().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(FileName.hash(cur.base())).isEqualTo(FileName.hash(octets, 0, octets.length));
    }
}
