// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Authenticator.Answer;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;

class UsersTest {
    @TempDir
    Path dir;

    private Path path;
    private Users users;

    @BeforeEach
    void file() throws IOException {
        path = dir.resolve("users");
        Files.writeString(path, """
                # people
                alice:{PLAIN}secret::::::
                bob@example.org:{PLAIN}b:1000:1000::/home/bob::userdb_mail=maildir:~/Mail:LAYOUT=fs other=1
                carol:{PLAIN}c::::::nologin
                broken
                dave:$y$j9T$x$y::::::
                eve:{PLAIN}e::::::allow_nets=10.0.0.0/8
                ../etc:{PLAIN}e
                alice:{PLAIN}second::::::
                """);
        users = new Users(new PasswordFile(path, InstantSource.system()));
    }

    private Answer check(String user, String password) {
        return users.check(Credentials.of(user, password.getBytes(UTF_8)));
    }

    @Test
    void passwordsAreCompared() {
        assertThat(check("alice", "secret")).isEqualTo(new Answer.Accepted(Identity.of("alice")));
        assertThat(check("alice", "second")).isEqualTo(new Answer.Refused());
        assertThat(check("carol", "c")).isEqualTo(new Answer.Refused());
        assertThat(check("nobody", "secret")).isEqualTo(new Answer.Unknown());
    }

    @Test
    void fieldsTellWhereMailLies() {
        Identity bob = users.find("bob@example.org").orElseThrow();
        assertThat(bob.attribute(Identity.HOME)).contains("/home/bob");
        assertThat(bob.attribute(Identity.MAIL)).contains("maildir:~/Mail:LAYOUT=fs");
    }

    @Test
    void brokenLinesAreLeftOut() {
        assertThat(users.names()).containsExactly("alice", "bob@example.org", "carol");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        long before = users.generation();
        assertThat(users.generation()).isEqualTo(before);
        Path next = dir.resolve("users.new");
        Files.writeString(next, "alice:{PLAIN}change::::::\n");
        Files.move(next, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertThat(check("alice", "change")).isInstanceOf(Answer.Accepted.class);
        assertThat(users.generation()).isNotEqualTo(before);
    }

    @Test
    void aSecondChangeOfTheSameTimeAndSizeIsNoticed() throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        assertThat(check("alice", "secret")).isInstanceOf(Answer.Accepted.class);
        Files.writeString(path, Files.readString(path).replace("secret", "SECRET"));
        Files.setLastModifiedTime(path, time);
        assertThat(check("alice", "SECRET")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void aFileThatIsAwayIsNoWrongPassword() throws IOException {
        Path away = dir.resolve("away");
        Files.move(path, away);
        assertThatThrownBy(() -> check("alice", "secret"))
                .isInstanceOfSatisfying(
                        MailException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
        long without = users.generation();
        Files.move(away, path);
        assertThat(check("alice", "secret")).isInstanceOf(Answer.Accepted.class);
        assertThat(users.generation()).isNotEqualTo(without);
    }

    @Test
    void anUnknownUserCostsAHashInAnEmptyFile() throws IOException {
        Files.writeString(path, "# nobody yet\n");
        assertThat(check("alice", "secret")).isEqualTo(new Answer.Unknown());
        assertThat(users.names()).isEmpty();
    }
}
