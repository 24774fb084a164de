// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswdFileTest {
    @Test
    void commentsOrderAndUnknownFieldsStay() throws PasswdFile.BrokenLine {
        List<String> lines = List.of(
                "# staff",
                "alice:{PLAIN}a:1:2:Alice:/home/alice:/bin/sh:userdb_quota=1 allow_nets=127.0.0.1",
                "",
                "bob:{PLAIN}b");
        PasswdFile file = PasswdFile.parse(lines);
        assertThat(file.names()).containsExactly("alice", "bob");
        file.password("alice", "{X}y");
        file.password("bob", "{X}z");
        file.add("carol", "{X}c");
        assertThat(file.lines())
                .containsExactly(
                        "# staff",
                        "alice:{X}y:1:2:Alice:/home/alice:/bin/sh:userdb_quota=1 allow_nets=127.0.0.1",
                        "",
                        "bob:{X}z::::::",
                        "carol:{X}c::::::");
        file.remove("alice");
        assertThat(file.names()).containsExactly("bob", "carol");
    }

    @Test
    void mergingReplacesTheSameName() throws PasswdFile.BrokenLine {
        PasswdFile file = PasswdFile.parse(List.of("alice:{X}a::::::"));
        int replaced = file.merge(PasswdFile.parse(List.of("Alice:{Y}b::::::", "# no", "bob:{Y}c::::::")));
        assertThat(replaced).isEqualTo(1);
        assertThat(file.lines()).containsExactly("alice:{Y}b::::::", "bob:{Y}c::::::");
    }

    @Test
    void aBrokenLineIsNumbered() {
        assertThatThrownBy(() -> PasswdFile.parse(List.of("alice:x", "nonsense")))
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a/b", "../x", "a..b", ".a", "#a", "a b", "a\tb", "a\u0000b", "a*b", "a%u"})
    void namesThatBreakTheFormatAreRefused(String name) {
        assertThatThrownBy(() -> PasswdFile.checkedName(name))
                .isInstanceOfSatisfying(
                        ExitException.class, e -> assertThat(e.code()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "alice@example.org", "jörg", "a.b-c_d+e"})
    void usualNamesAreTaken(String name) {
        assertThat(PasswdFile.checkedName(name)).isEqualTo(name);
    }

    /** The example of RFC 7677 §3; doveadm pw -t verifies the same text. */
    @Test
    void hashIsScramsKeys() {
        assertThat(PasswordHash.scram(
                        "SCRAM-SHA-256", "pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096))
                .isEqualTo("{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,"
                        + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }

    /** The keys behind the example of RFC 5802 §5. */
    @Test
    void theSchemeMayBeChosen() {
        assertThat(PasswordHash.scram(
                        "SCRAM-SHA-1", "pencil", Base64.getDecoder().decode("QSXCR+Q6sek8bf92"), 4096))
                .isEqualTo("{SCRAM-SHA-1}4096,QSXCR+Q6sek8bf92,6dlGYMOdZcOPutkcNY8U2g7vK9Y=,"
                        + "D+CSWLOshSulAsxiupA+qs2/fTE=");
        assertThat(PasswordHash.of("pencil", "PLAIN")).isEqualTo("{PLAIN.B64}cGVuY2ls");
        assertThat(PasswordHash.SCHEMES)
                .allSatisfy(scheme -> assertThat(PasswordHash.of("x", scheme))
                        .startsWith("{" + scheme)
                        .doesNotContain("x,"));
    }
}
