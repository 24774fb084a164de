// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("name", "messages", "open");

    @Test
    void columnsStandBelowEachOther() {
        table.row("INBOX", 12, true);
        table.row("Sent", 3456, false);
        assertThat(table.text())
                .containsExactly("name   messages  open", "INBOX  12        true", "Sent   3456      false");
    }

    @Test
    void jsonKeepsNumbersAndEscapesText() {
        table.row("a\"b\\c\n\u20ac", 7, true);
        assertThat(table.json())
                .isEqualTo("[{\"name\": \"a\\\"b\\\\c\\u000a\u20ac\", \"messages\": 7, \"open\": true}]");
    }

    @Test
    void noRowsAreAnEmptyArray() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8), true);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("[]");
    }

    @Test
    void controlsDoNotReachTheTerminal() {
        table.row("\u001b[2J", 0, false);
        assertThat(table.text().get(1)).startsWith("?[2J");
    }

    @Test
    void aRowHasAllColumns() {
        assertThatThrownBy(() -> table.row("INBOX")).isInstanceOf(IllegalArgumentException.class);
    }
}
