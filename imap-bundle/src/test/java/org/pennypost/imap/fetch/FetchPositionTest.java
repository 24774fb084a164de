// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.mail.UidSet;

class FetchPositionTest {
    @ParameterizedTest
    @CsvSource({"'1:3,7',false,false", "4294967295,true,false", "'5',false,true", "'',true,true"})
    void comesBackFromText(String todo, boolean gone, boolean failed) {
        FetchRows.Position position = new FetchRows.Position(UidSet.parse(todo), gone, failed);
        assertThat(FetchRows.Position.parse(position.toString())).isEqualTo(position);
    }
}
