// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of the store when it starts. */
class MaildirServiceTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatCanBeMadeIsNamed() {
        String path = folder + "/new/%u/Maildir";
        assertThat(MaildirService.line("maildir:" + path)).isEqualTo("store maildir " + path);
    }

    @Test
    void aHomeIsKnownOnlyOfEachUser() {
        assertThat(MaildirService.line("maildir:~/Maildir")).isEqualTo("store maildir ~/Maildir");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(MaildirService.line("maildir:" + file + "/below/%u"))
                .isEqualTo("error store maildir: mail.location: " + file + " is not a folder; see conf/mail.cfg");
    }

    @Test
    void anotherFormatIsNamedWithWhatIsAllowed() {
        assertThat(MaildirService.line("mbox:/var/mail/%u"))
                .startsWith("error store maildir: mail.location: expected maildir:PATH, not mbox:/var/mail/%u");
    }
}
