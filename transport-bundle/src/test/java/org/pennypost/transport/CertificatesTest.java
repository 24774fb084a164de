// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.tls.Certificates;

/** Certificates as clients see them. */
class CertificatesTest {
    private static final Path FILES = Path.of("src/test/resources/pem");

    @TempDir
    Path folder;

    private Path certificate() {
        return folder.resolve("tls/fullchain.pem");
    }

    private Path key() {
        return folder.resolve("tls/privkey.pem");
    }

    private void copy(String certificate, String key) throws IOException {
        Files.createDirectories(certificate().getParent());
        Files.copy(FILES.resolve(certificate), certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(FILES.resolve(key), key(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate shown(Server server) throws Exception {
        TlsClients clients = new TlsClients();
        try (Client client = clients.connect(server)) {
            assertThat(client.line()).isEqualTo("hello from v1");
        }
        return clients.seen.get();
    }

    @Test
    void makesAPairWhenBothFilesAreMissing() throws Exception {
        Certificates pair = new Certificates(certificate(), key(), null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
                .isEqualTo("rw-------");
        try (Server server = new Server()) {
            server.lane.arrive(new Toy("v1"));
            server.open(Tls.IMPLICIT, pair, Limits.NONE);
            X509Certificate certificate = shown(server);
            certificate.checkValidity();
            certificate.verify(certificate.getPublicKey());
            assertThat(certificate.getSubjectAlternativeNames().toString())
                    .contains("[2, localhost]", "[7, 127.0.0.1]", "[7, 0:0:0:0:0:0:0:1]");
        }
    }

    @Test
    void doesNotMakeOneHalf() throws Exception {
        copy("rsa.crt", "rsa-pkcs8.key");
        Files.delete(key());
        assertThatThrownBy(() -> new Certificates(certificate(), key(), null)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void newHandshakesUseChangedFilesIfTheyMatch() throws Exception {
        copy("rsa.crt", "rsa-pkcs1.key");
        Certificates pair = new Certificates(certificate(), key(), null);
        try (Server server = new Server()) {
            server.lane.arrive(new Toy("v1"));
            server.open(Tls.IMPLICIT, pair, Limits.NONE);
            assertThat(shown(server).getSubjectX500Principal().getName()).isEqualTo("CN=rsa.example");
            TlsClients clients = new TlsClients();
            try (Client open = clients.connect(server)) {
                open.line();
                copy("chain.crt", "rsa-pkcs1.key");
                pair.check();
                assertThat(shown(server).getSubjectX500Principal().getName()).isEqualTo("CN=rsa.example");
                copy("chain.crt", "ec-sec1.key");
                pair.check();
                assertThat(shown(server).getSubjectX500Principal().getName()).isEqualTo("CN=leaf.example");
                assertThat(open.ask("ECHO still")).isEqualTo("v1 still");
            }
        }
    }

    private Path names() {
        return folder.resolve("names");
    }

    private void name(String name, String files) throws IOException {
        Path place = Files.createDirectories(names().resolve(name));
        Files.copy(FILES.resolve(files + ".crt"), place.resolve("fullchain.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(FILES.resolve(files + ".key"), place.resolve("privkey.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String shown(Server server, String name, String... suites) throws Exception {
        TlsClients clients = new TlsClients();
        try (Client client = clients.connect(server, name, suites)) {
            assertThat(client.line()).isEqualTo("hello from v1");
        }
        return clients.seen.get().getSubjectX500Principal().getName() + " "
                + clients.seen.get().getPublicKey().getAlgorithm();
    }

    @Test
    void clientsGetTheCertificateOfTheNameTheyAskFor() throws Exception {
        copy("ec.crt", "ec-sec1.key");
        name("one", "one-rsa");
        name("one-ec", "one-ec");
        name("two", "two-wild");
        name("Named.Example", "rsa-named");
        Certificates certificates = new Certificates(certificate(), key(), names());
        try (Server server = new Server()) {
            server.lane.arrive(new Toy("v1"));
            server.open(Tls.IMPLICIT, certificates, Limits.NONE);
            String rsa = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
            String ec = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
            assertThat(shown(server, "one.example", rsa)).isEqualTo("CN=one.example RSA");
            assertThat(shown(server, "ONE.example", ec)).isEqualTo("CN=one.example EC");
            assertThat(shown(server, "mail.one.example", rsa)).isEqualTo("CN=one.example RSA");
            assertThat(shown(server, "a.two.example")).isEqualTo("CN=two.example EC");
            assertThat(shown(server, "a.b.two.example")).isEqualTo("CN=ec.example EC");
            assertThat(shown(server, "two.example")).isEqualTo("CN=ec.example EC");
            assertThat(shown(server, "named.example")).isEqualTo("CN=rsa.example RSA");
            assertThat(shown(server, "unknown.example")).isEqualTo("CN=ec.example EC");
            assertThat(shown(server, null)).isEqualTo("CN=ec.example EC");
        }
    }

    @Test
    void certificatesOfNamesComeChangeAndGoWhileConnectionsStay() throws Exception {
        copy("ec.crt", "ec-sec1.key");
        Certificates certificates = new Certificates(certificate(), key(), names());
        try (Server server = new Server()) {
            server.lane.arrive(new Toy("v1"));
            server.open(Tls.IMPLICIT, certificates, Limits.NONE);
            assertThat(shown(server, "one.example")).isEqualTo("CN=ec.example EC");
            name("one", "one-rsa");
            certificates.check();
            assertThat(shown(server, "one.example")).isEqualTo("CN=one.example RSA");
            TlsClients clients = new TlsClients();
            try (Client open = clients.connect(server, "one.example")) {
                open.line();
                // Half of a renewal: the old pair stays until the other half is there.
                Files.copy(
                        FILES.resolve("one-ec.crt"),
                        names().resolve("one/fullchain.pem"),
                        StandardCopyOption.REPLACE_EXISTING);
                certificates.check();
                assertThat(shown(server, "one.example")).isEqualTo("CN=one.example RSA");
                name("one", "one-ec");
                certificates.check();
                assertThat(shown(server, "one.example")).isEqualTo("CN=one.example EC");
                Files.delete(names().resolve("one/fullchain.pem"));
                Files.delete(names().resolve("one/privkey.pem"));
                Files.delete(names().resolve("one"));
                certificates.check();
                assertThat(shown(server, "one.example")).isEqualTo("CN=ec.example EC");
                assertThat(open.ask("ECHO still")).isEqualTo("v1 still");
            }
        }
    }
}
