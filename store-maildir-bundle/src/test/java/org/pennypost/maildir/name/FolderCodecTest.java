// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.mail.MailException;

class FolderCodecTest {
    private final FolderCodec dotted = new FolderCodec(false, true);
    private final FolderCodec nested = new FolderCodec(false, false);
    private final FolderCodec utf8 = new FolderCodec(true, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Entwürfe | Entw&APw-rfe | Entw&APw-rfe | Entwürfe",
                "a&b | a&-b | a&-b | a&b",
                "v1.2 | v1\\2e2 | v1.2 | v1\\2e2",
                "a/b | a\\2fb | a\\2fb | a\\2fb",
                "~root | \\7eroot | \\7eroot | \\7eroot",
                "back\\2eslash | back\\5c2eslash | back\\5c2eslash | back\\5c2eslash",
                "back\\slash | back\\slash | back\\slash | back\\slash",
                "cur | cur | \\63ur | cur",
                "日本語 | &ZeVnLIqe- | &ZeVnLIqe- | 日本語",
            })
    void partsAreWritten(String part, String inDotted, String inNested, String inUtf8) {
        assertThat(dotted.encode(part)).isEqualTo(inDotted);
        assertThat(nested.encode(part)).isEqualTo(inNested);
        assertThat(utf8.encode(part)).isEqualTo(inUtf8);
    }

    @Test
    void brokenNamesAreRefused() {
        assertThatThrownBy(() -> dotted.decode("a&b")).isInstanceOf(MailException.class);
        assertThatThrownBy(() -> dotted.decode("a&!!!-")).isInstanceOf(MailException.class);
    }

    @Property
    void everyPartComesBack(@ForAll @NotEmpty String part) {
        Assume.that(part.chars().noneMatch(c -> Character.isSurrogate((char) c) || c == 0));
        for (FolderCodec codec : new FolderCodec[] {dotted, nested, utf8}) {
            String disk = codec.encode(part);
            assertThat(disk).doesNotContain("/");
            assertThat(codec.decode(disk)).isEqualTo(part);
        }
        assertThat(dotted.encode(part)).doesNotContain(".");
    }
}
