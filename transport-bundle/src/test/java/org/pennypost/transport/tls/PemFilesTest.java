// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in src/test/resources/pem were made by OpenSSL. */
class PemFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/pem");

    private static PemFiles read(String certificate, String key) throws IOException, GeneralSecurityException {
        return PemFiles.read(FOLDER.resolve(certificate), FOLDER.resolve(key));
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, rsa-pkcs1.key, RSA, 1",
        "rsa.crt, rsa-pkcs8.key, RSA, 1",
        "ec.crt, ec-sec1.key, EC, 1",
        "chain.crt, ec-sec1.key, EC, 2",
        "ed25519.crt, ed25519.key, EdDSA, 1",
    })
    void readsAPair(String certificate, String key, String algorithm, int length) throws Exception {
        PemFiles files = read(certificate, key);
        assertThat(files.key().getAlgorithm()).isEqualTo(algorithm);
        assertThat(files.chain()).hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.crt, ec-sec1.key, certificate and key do not match",
        "ec.crt, rsa-pkcs8.key, certificate and key do not match",
        "wrong-chain.crt, ec-sec1.key, certificate 2 in src/test/resources/pem/wrong-chain.crt is not of the chain",
        "rsa.crt, rsa-encrypted.key, needs a password",
        "rsa.crt, rsa-encrypted-pkcs1.key, needs a password",
        "rsa.crt, rsa.crt, no private key",
        "rsa-pkcs8.key, rsa-pkcs8.key, no certificate",
    })
    void saysWhatIsWrong(String certificate, String key, String reason) {
        assertThatThrownBy(() -> read(certificate, key))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void putsTheChainIntoOrder(@TempDir Path folder) throws Exception {
        List<X509Certificate> right = read("chain.crt", "ec-sec1.key").chain();
        String text = Files.readString(FOLDER.resolve("chain.crt"));
        int second = text.indexOf("-----BEGIN", 10);
        Path reversed = Files.writeString(
                folder.resolve("reversed.crt"), text.substring(second) + "\n" + text + text.substring(0, second));
        assertThat(PemFiles.read(reversed, FOLDER.resolve("ec-sec1.key")).chain())
                .isEqualTo(right);
    }
}
