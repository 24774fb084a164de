// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.plugin.Rfc;

/**
 * A certificate with its chain and its private key, read from PEM files: X.509; keys in PKCS #8, PKCS #1 (RSA) or SEC 1
 * (EC).
 *
 * @param key the private key
 * @param chain the certificate, then its issuers
 */
@Rfc(number = 7468, section = "2")
record PemFiles(PrivateKey key, List<X509Certificate> chain) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final byte[] RSA = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 1), new byte[] {5, 0});
    private static final byte[] EC = Der.oid(1, 2, 840, 10045, 2, 1);
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private record Block(String label, byte[] octets) {}

    /**
     * Reads both files.
     *
     * @throws GeneralSecurityException if key and chain do not match, or a file is not what it should be
     */
    static PemFiles read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        PemFiles files = new PemFiles(key(key), chain(certificate));
        files.check();
        return files;
    }

    private static List<Block> blocks(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
        }
        return blocks;
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label.equals("CERTIFICATE")) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.octets)));
            }
        }
        if (chain.isEmpty()) {
            throw new CertificateException("no certificate in " + file);
        }
        return List.copyOf(chain);
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        for (Block block : blocks(file)) {
            switch (block.label) {
                case "PRIVATE KEY":
                    return pkcs8(block.octets);
                case "RSA PRIVATE KEY":
                    return pkcs8(wrapped(RSA, block.octets));
                case "EC PRIVATE KEY":
                    return pkcs8(wrapped(Der.sequence(EC, curve(block.octets)), block.octets));
                case "ENCRYPTED PRIVATE KEY":
                    throw new KeyException("the key in " + file + " needs a password; store it without");
                default:
                // EC PARAMETERS, or a certificate in the same file.
            }
        }
        throw new KeyException("no private key in " + file);
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.sequence(Der.integer(BigInteger.ZERO), algorithm, Der.value(Der.OCTETS, key));
    }

    /** Finds the curve in {@code ECPrivateKey}. */
    @Rfc(number = 5915, section = "3")
    private static byte[] curve(byte[] key) throws GeneralSecurityException {
        ByteBuffer in = Der.enter(ByteBuffer.wrap(key), Der.SEQUENCE);
        Der.enter(in, Der.INTEGER);
        Der.enter(in, Der.OCTETS);
        if (!Der.next(in, Der.EXPLICIT)) {
            throw new KeyException("an EC key without its curve; store it as PKCS #8");
        }
        ByteBuffer curve = Der.enter(in, Der.EXPLICIT);
        byte[] octets = new byte[curve.remaining()];
        curve.get(octets);
        return octets;
    }

    private static PrivateKey pkcs8(byte[] octets) throws GeneralSecurityException {
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(octets));
            } catch (InvalidKeySpecException e) {
                // Another kind.
            }
        }
        throw new KeyException("a private key that is neither RSA nor EC");
    }

    private void check() throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(probe);
            if (signature.verify(signed)) {
                checkChain();
                return;
            }
        } catch (KeyException e) {
            throw new CertificateException("certificate and key do not match", e);
        }
        throw new CertificateException("certificate and key do not match");
    }

    private void checkChain() throws GeneralSecurityException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new CertificateException(
                        "certificate " + (i + 2) + " of the chain has not signed the one before it", e);
            }
        }
    }
}
