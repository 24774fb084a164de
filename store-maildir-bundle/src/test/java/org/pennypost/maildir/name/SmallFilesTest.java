// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.maildir.disk.FsyncPolicy;

/** The small files beside the messages, and the words of {@code mail.location}. */
class SmallFilesTest {
    @TempDir
    Path dir;

    private Subscriptions subscriptions() {
        return new Subscriptions(
                dir.resolve("subscriptions"),
                new FolderNames(new FolderCodec(false, true), false),
                '.',
                FsyncPolicy.ALWAYS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | V~2^^A~x\\2ey^",
                "V~2^^INBOX^Entw&APw-rfe^ | V~2^^INBOX^Entw&APw-rfe^A~x\\2ey^",
                "INBOX^B.C^ | INBOX^B.C^A.x\\2ey^",
            })
    void theFormThatIsThereIsKept(String before, String after) throws IOException {
        if (!before.isEmpty()) {
            Files.writeString(dir.resolve("subscriptions"), lines(before));
        }
        MailboxName name = MailboxName.of(List.of("A", "x.y"));
        subscriptions().set(name, true);
        subscriptions().set(name, true);
        assertThat(Files.readString(dir.resolve("subscriptions"))).isEqualTo(lines(after));
        assertThat(subscriptions().all()).contains(name);
        subscriptions().set(name, false);
        assertThat(subscriptions().all()).doesNotContain(name);
        assertThat(dir.resolve("subscriptions.lock")).doesNotExist();
    }

    private static String lines(String text) {
        return text.replace('^', '\n').replace('~', '\t');
    }

    @Test
    void keywordsHaveNumbers() throws IOException {
        Path file = dir.resolve("dovecot-keywords");
        Files.writeString(file, "0 foo\n3 $Forwarded\n99 far\nx y\n4 not)atom\n");
        KeywordTable table = new KeywordTable();
        assertThat(table.reload(file)).isTrue();
        assertThat(table.indexOf(Flag.of("FOO"))).isZero();
        assertThat(table.names(0b1001)).containsExactly(Flag.of("foo"), Flag.of("$Forwarded"));
        assertThat(table.free()).isEqualTo(1);
        table.set(1, Flag.of("bar"));
        assertThat(table.text()).isEqualTo("0 foo\n1 bar\n3 $Forwarded\n");
        assertThat(table.freeCount()).isEqualTo(FlagWord.KEYWORDS - 3);
    }

    @Test
    void uidValiditiesGoUp() throws IOException {
        Validity validity = new Validity(dir, FsyncPolicy.ALWAYS);
        long first = validity.next();
        assertThat(validity.next()).isEqualTo(first + 1);
        assertThat(dir.resolve(String.format("dovecot-uidvalidity.%08x", first + 1)))
                .exists();
        Files.delete(dir.resolve("dovecot-uidvalidity"));
        assertThat(validity.next()).isEqualTo(first + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maildir:/v/%d/%n | /v/example.org/anna | /v/example.org/anna/.A",
                "maildir:~/Maildir | /home/a/Maildir | /home/a/Maildir/.A",
                "maildir:%h/M:LAYOUT=fs | /home/a/M | /home/a/M/A",
                "maildir:/v/%u:INBOX=/i/%n | /i/anna | /v/anna@example.org/.A",
            })
    void locationsNameFolders(String location, String inbox, String a) {
        Identity anna = Identity.of("anna@example.org").with(Identity.HOME, "/home/a");
        Tree tree = Location.parse(location).tree(anna, Location.Prefix.AUTO);
        assertThat(tree.paths(MailboxName.INBOX).dir()).hasToString(inbox);
        assertThat(tree.paths(MailboxName.of(List.of("A"))).dir()).hasToString(a);
    }

    @Test
    void controlAndIndexHaveTheirOwnPlaces() {
        Tree tree = Location.parse("maildir:/v/%u:CONTROL=/c/%u:INDEX=/i/%u")
                .tree(Identity.of("anna"), Location.Prefix.AUTO);
        FolderPaths inbox = tree.paths(MailboxName.INBOX);
        assertThat(inbox.uidList()).hasToString("/c/anna/.INBOX/dovecot-uidlist");
        assertThat(inbox.index()).hasToString("/i/anna/.INBOX");
        assertThat(tree.paths(MailboxName.of(List.of("A", "B"))).control()).hasToString("/c/anna/.A.B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mbox:/x", "maildir:", "maildir:/x:LAYOUT=mine", "maildir:/x:WHAT"})
    void otherLocationsAreRefused(String location) {
        assertThatThrownBy(() -> Location.parse(location)).isInstanceOf(MailException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@..", "..@a", "a@"})
    void noUserLeavesTheRoot(String user) {
        assertThatThrownBy(() -> Location.parse("maildir:/v/%d/%n").tree(Identity.of(user), Location.Prefix.AUTO))
                .isInstanceOf(MailException.class);
    }
}
