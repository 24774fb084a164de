// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.itests.ServerProcess;

/** OpenSSL asks for names while certificates come, change and go. */
@Tag("real")
class TlsNamesIT {
    private ServerProcess server;

    @TempDir
    Path files;

    @BeforeEach
    void start() {
        Peer.require("openssl");
        server = ServerProcess.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void openssl(String... words) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Peer.Ended ended = Peer.run(files, command.toArray(String[]::new));
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    /** Makes an authority, and below it another. */
    private void authorities() {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=root",
                "-keyout",
                "root.key",
                "-out",
                "root.crt");
        signed("middle", "/CN=middle", "root", "rsa:2048", "basicConstraints=critical,CA:TRUE");
    }

    private void signed(String name, String subject, String by, String key, String extension) {
        List<String> request = new ArrayList<>(List.of(
                "openssl",
                "req",
                "-newkey",
                key,
                "-nodes",
                "-subj",
                subject,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr"));
        if (key.equals("ec")) {
            request.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1"));
        }
        assertThat(Peer.run(files, request.toArray(String[]::new)).code()).isZero();
        try {
            Files.writeString(files.resolve(name + ".ext"), extension + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                by + ".crt",
                "-CAkey",
                by + ".key",
                "-CAcreateserial",
                "-days",
                "30",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(server.home().resolve("data/tls").resolve(name));
    }

    private String text(String... names) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(Files.readString(files.resolve(name)));
        }
        return text.toString();
    }

    /** What a client of OpenSSL sees who asks for a name. */
    private String shown(String name, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + server.imaps(),
                "-CAfile",
                "root.crt",
                "-verify_hostname",
                name,
                "-servername",
                name));
        command.addAll(List.of(more));
        return Peer.run(files, command.toArray(String[]::new)).said();
    }

    @Test
    void aNameGetsItsCertificateWithItsChain() throws Exception {
        authorities();
        signed("one", "/CN=one", "middle", "rsa:2048", "subjectAltName=DNS:mail.one.example,DNS:*.wild.example");
        signed("oneec", "/CN=oneec", "middle", "ec", "subjectAltName=DNS:mail.one.example");
        // In the wrong order on purpose.
        Files.writeString(folder("one").resolve("fullchain.pem"), text("middle.crt", "one.crt"));
        Files.copy(files.resolve("one.key"), folder("one").resolve("privkey.pem"));
        Files.writeString(folder("one-ec").resolve("fullchain.pem"), text("oneec.crt", "middle.crt"));
        Files.copy(files.resolve("oneec.key"), folder("one-ec").resolve("privkey.pem"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown("mail.one.example")).contains("Verify return code: 0 (ok)"));
        assertThat(shown("mail.one.example", "-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"))
                .contains("CN = one\n")
                .contains("Verify return code: 0 (ok)");
        assertThat(shown("mail.one.example", "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"))
                .contains("CN = oneec\n")
                .contains("Verify return code: 0 (ok)");
        assertThat(shown("a.wild.example")).contains("Verify return code: 0 (ok)");
        assertThat(shown("a.b.wild.example")).doesNotContain("Verify return code: 0 (ok)");
        assertThat(shown("other.example")).contains("hostname mismatch").doesNotContain("CN = middle");
        assertThat(shown("mail.one.example", "-starttls", "imap", "-connect", "127.0.0.1:" + server.imap()))
                .contains("Verify return code: 0 (ok)");
        assertThat(shown("mail.one.example", "-starttls", "pop3", "-connect", "127.0.0.1:" + server.pop3()))
                .contains("Verify return code: 0 (ok)");
    }

    @Test
    void whatDoesNotFitLeavesTheOldOneInForceAndTheLogSaysWhy() throws Exception {
        authorities();
        signed("first", "/CN=first", "root", "rsa:2048", "subjectAltName=DNS:mail.one.example");
        signed("second", "/CN=second", "root", "rsa:2048", "subjectAltName=DNS:mail.one.example");
        Path certificate = folder("one").resolve("fullchain.pem");
        Path key = folder("one").resolve("privkey.pem");
        Files.copy(files.resolve("first.crt"), certificate);
        Files.copy(files.resolve("first.key"), key);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown("mail.one.example")).contains("CN = first"));
        Files.copy(files.resolve("second.crt"), certificate, StandardCopyOption.REPLACE_EXISTING);
        logged("one/fullchain.pem", "certificate and key do not match", "the old one stays");
        assertThat(shown("mail.one.example")).contains("CN = first");
        openssl("rsa", "-aes128", "-passout", "pass:x", "-in", "second.key", "-out", "locked.key");
        Files.copy(files.resolve("locked.key"), key, StandardCopyOption.REPLACE_EXISTING);
        logged("one/privkey.pem", "needs a password", "the old one stays");
        assertThat(shown("mail.one.example")).contains("CN = first");
        Files.copy(files.resolve("second.key"), key, StandardCopyOption.REPLACE_EXISTING);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shown("mail.one.example")).contains("CN = second"));
    }

    private void logged(String... parts) {
        Path log = server.home().resolve("log/pennypost.log");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Files.readAllLines(log))
                        .anySatisfy(line -> assertThat(line).contains(parts)));
    }
}
