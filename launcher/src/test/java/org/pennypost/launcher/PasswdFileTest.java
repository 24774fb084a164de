// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    /** RFC 6070 §2, test vector 2, in Dovecot's notation. */
    @Test
    void hashIsPbkdf2() {
        assertThat(PasswordHash.of("password", "salt", 2))
                .isEqualTo("{PBKDF2}$1$salt$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    }
}
