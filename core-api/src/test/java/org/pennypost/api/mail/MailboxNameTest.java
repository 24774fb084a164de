// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MailboxNameTest {
    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings()
                .withChars("abcXYZ .&~%*äß名")
                .ofMinLength(1)
                .ofMaxLength(6)
                .filter(part -> !part.equals(".") && !part.equals(".."))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void partsAreKept(@ForAll("parts") List<String> parts) {
        MailboxName name = MailboxName.of(parts);
        assertThat(name.parts()).isEqualTo(parts);
        assertThat(MailboxName.parse(name.text('/'), '/')).isEqualTo(name);
        assertThat(name.leaf()).isEqualTo(parts.get(parts.size() - 1));
        assertThat(name.child("x").parent()).hasValue(name);
        assertThat(name.child("x").isBelow(name)).isTrue();
        assertThat(name.isBelow(name)).isFalse();
    }

    @Property
    void orderIsThatOfParts(@ForAll("parts") List<String> one, @ForAll("parts") List<String> other) {
        MailboxName a = MailboxName.of(one);
        MailboxName b = MailboxName.of(other);
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    }

    @Example
    void inboxIsInboxInAnyCase() {
        assertThat(MailboxName.parse("inBox", '/')).isEqualTo(MailboxName.INBOX);
        assertThat(MailboxName.parse("inbox/A", '/').parts()).containsExactly("INBOX", "A");
        assertThat(MailboxName.parse("a/inbox", '/').parts()).containsExactly("a", "inbox");
        assertThat(MailboxName.INBOX.isInbox()).isTrue();
        assertThat(MailboxName.parse("INBOX/a", '/').isInbox()).isFalse();
    }

    @Example
    void separatorAtTheEndIsIgnored() {
        assertThat(MailboxName.parse("a/b/", '/')).isEqualTo(MailboxName.parse("a/b", '/'));
    }

    @Example
    void dangerousNamesAreRefused() {
        List<String> wrong = List.of(
                "",
                "/",
                "//",
                "a//b",
                "/etc/passwd",
                "../../x",
                "a/../b",
                ".",
                "a/.",
                "..",
                "a\0b",
                "a\nb",
                "a\rb",
                "a\u007fb",
                "\u0085",
                "\ud800",
                "x".repeat(256),
                "ä".repeat(128),
                String.join("/", Collections.nCopies(101, "a")),
                String.join("/", Collections.nCopies(5, "x".repeat(250))));
        for (String text : wrong) {
            assertThatThrownBy(() -> MailboxName.parse(text, '/'))
                    .as(text)
                    .isInstanceOfSatisfying(
                            MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
        }
        assertThat(MailboxName.parse("x".repeat(255), '/').leaf()).hasSize(255);
        assertThat(MailboxName.parse("...", '/').leaf()).isEqualTo("...");
    }

    @Example
    void renamesCarryWhatLiesBelow() {
        MailboxName from = MailboxName.parse("a", '/');
        MailboxName to = MailboxName.parse("x/y", '/');
        assertThat(from.renamed(from, to)).isEqualTo(to);
        assertThat(MailboxName.parse("a/b/c", '/').renamed(from, to)).isEqualTo(MailboxName.parse("x/y/b/c", '/'));
        assertThat(MailboxName.parse("ab", '/').renamed(from, to)).isEqualTo(MailboxName.parse("ab", '/'));
    }

    @Example
    void composedAndDecomposedAreOneAfterNormalising() {
        MailboxName decomposed = MailboxName.of(List.of("u\u0308"));
        assertThat(decomposed).isNotEqualTo(MailboxName.of(List.of("ü")));
        assertThat(decomposed.normalised()).isEqualTo(MailboxName.of(List.of("ü")));
    }
}
