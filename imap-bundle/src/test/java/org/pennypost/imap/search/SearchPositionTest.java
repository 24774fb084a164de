// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.mail.UidSet;

class SearchPositionTest {
    @ParameterizedTest
    @CsvSource({"'1:3,7','9:11',false", "'',1,true", "4294967295,'',false"})
    void comesBackFromText(String found, String todo, boolean failed) {
        SearchRows.Position position = new SearchRows.Position(UidSet.parse(found), UidSet.parse(todo), failed);
        assertThat(SearchRows.Position.parse(position.toString())).isEqualTo(position);
    }
}
