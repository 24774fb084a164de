// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.mail.UidSet;

class SearchPositionTest {
    @ParameterizedTest
    @CsvSource({"'1:3,7','9:11','',''", "'',1,f,'4,9'", "4294967295,'','',1", "'','',b,2:3"})
    void comesBackFromText(String found, String todo, String marks, String saved) {
        SearchRows.Position position =
                new SearchRows.Position(UidSet.parse(found), UidSet.parse(todo), marks, UidSet.parse(saved));
        assertThat(SearchRows.Position.parse(position.toString())).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource({"'1:3 5 ',''", "'1:3 5 f',f"})
    void readsWhatTheFormerVersionWrote(String text, String marks) {
        assertThat(SearchRows.Position.parse(text))
                .isEqualTo(new SearchRows.Position(UidSet.range(1, 3), UidSet.of(5), marks, UidSet.EMPTY));
    }
}
