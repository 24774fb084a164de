// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Authenticator.Answer;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.Secrets;
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
                mallory:{SSHA}91caac5c3cde913c1d3e33f90daa4107b67b643b::::/ignored::userdb_home=/home/m allow_nets=192.0.2.7,local impersonate
                frank:{PLAIN}f::::::allow_nets=10.0.0.0/33
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
    void formsThatOnlySomeHaveAreNotCommon() throws IOException {
        assertThat(users.common().passwords()).isEmpty();
        assertThat(users.common().scram("SCRAM-SHA-256")).isEmpty();
        Files.writeString(path, """
                alice:{PLAIN}secret
                bob:{SCRAM-SHA-256}5000,W22ZaJ0SNY7soEsUEjb6gQ==,\
                WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=
                """);
        assertThat(users.common().passwords()).isEmpty();
        assertThat(users.common().scram("SCRAM-SHA-1")).isEmpty();
        assertThat(users.common().scram("SCRAM-SHA-256"))
                .singleElement()
                .satisfies(keys -> assertThat(keys.iterations()).isEqualTo(5000))
                .satisfies(keys -> assertThat(keys.storedKey()).containsOnly(0));
    }

    @Test
    void fieldsTellWhereMailLies() {
        Identity bob = users.find("bob@example.org").orElseThrow();
        assertThat(bob.attribute(Identity.HOME)).contains("/home/bob");
        assertThat(bob.attribute(Identity.MAIL)).contains("maildir:~/Mail:LAYOUT=fs");
    }

    @Test
    void brokenLinesAreLeftOut() {
        assertThat(users.names()).containsExactly("alice", "bob@example.org", "carol", "eve", "mallory");
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

    private Answer from(String user, String password, String address) throws IOException {
        return users.check(Credentials.of(user, password.getBytes(UTF_8)).from(InetAddress.getByName(address)));
    }

    @Test
    void networksLetInWhoComesFromThem() throws IOException {
        assertThat(from("eve", "e", "10.1.2.3")).isInstanceOf(Answer.Accepted.class);
        assertThat(from("eve", "e", "11.1.2.3")).isEqualTo(new Answer.Refused());
        assertThat(from("eve", "e", "::1")).isEqualTo(new Answer.Refused());
        assertThat(check("eve", "e")).isEqualTo(new Answer.Refused());
        AllowNets nets = AllowNets.parse("192.0.2.7,2001:db8::/33,local");
        for (String address : List.of("192.0.2.7", "2001:db8:7fff::1", "127.0.0.1", "::1")) {
            assertThat(nets.allows(Optional.of(InetAddress.getByName(address))))
                    .as(address)
                    .isTrue();
        }
        for (String address : List.of("192.0.2.8", "2001:db8:8000::1", "10.0.0.1")) {
            assertThat(nets.allows(Optional.of(InetAddress.getByName(address))))
                    .as(address)
                    .isFalse();
        }
        for (String broken : List.of("", "host", "1.2.3.4/", "1.2.3.4/33", "::1/129", "1.2.3.4/-1", "*")) {
            assertThatThrownBy(() -> AllowNets.parse(broken)).as(broken).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void extraFieldsTellMore() {
        Identity mallory = users.find("mallory").orElseThrow();
        assertThat(mallory.attribute(Identity.HOME)).contains("/home/m");
        assertThat(mallory.attribute(Identity.IMPERSONATE)).contains("yes");
        assertThat(users.find("alice").orElseThrow().attribute(Identity.IMPERSONATE))
                .isEmpty();
    }

    @Test
    void whatIsKeptServesMechanisms() throws IOException {
        Credentials who = Credentials.of("alice", new byte[0]);
        Authenticator.Kept alice = users.secrets(who).orElseThrow();
        assertThat(alice.welcome()).isTrue();
        assertThat(alice.secrets().passwords()).containsExactly("secret".getBytes(UTF_8));
        assertThat(users.secrets(who.withUser("carol")).orElseThrow().welcome()).isFalse();
        assertThat(users.secrets(who.withUser("eve")).orElseThrow().welcome()).isFalse();
        assertThat(users.secrets(who.withUser("eve").from(InetAddress.getByName("10.9.9.9")))
                        .orElseThrow()
                        .welcome())
                .isTrue();
        assertThat(users.secrets(who.withUser("mallory")).orElseThrow().secrets())
                .isEqualTo(Secrets.NONE);
        assertThat(users.secrets(who.withUser("nobody"))).isEmpty();
    }

    @Test
    void aBrokenFileLeavesWhatWasThere() throws IOException {
        assertThat(check("alice", "secret")).isInstanceOf(Answer.Accepted.class);
        long before = users.generation();
        Files.write(path, new byte[] {'a', ':', (byte) 0xFF, (byte) 0xFE, '\n'});
        assertThat(check("alice", "secret")).isInstanceOf(Answer.Accepted.class);
        Files.writeString(path, "nothing that could be read\n\n# at all\n");
        assertThat(check("alice", "secret")).isInstanceOf(Answer.Accepted.class);
        assertThat(users.generation()).isEqualTo(before);
        Files.writeString(path, "alice:{PLAIN}other\n");
        assertThat(check("alice", "other")).isInstanceOf(Answer.Accepted.class);
    }
}
