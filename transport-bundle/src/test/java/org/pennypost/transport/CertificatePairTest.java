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
import org.pennypost.transport.tls.CertificatePair;

/** Certificates as clients see them. */
class CertificatePairTest {
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
        CertificatePair pair = new CertificatePair(certificate(), key());
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
        assertThatThrownBy(() -> new CertificatePair(certificate(), key())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void newHandshakesUseChangedFilesIfTheyMatch() throws Exception {
        copy("rsa.crt", "rsa-pkcs1.key");
        CertificatePair pair = new CertificatePair(certificate(), key());
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
}
