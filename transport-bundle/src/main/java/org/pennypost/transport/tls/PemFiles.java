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
import java.security.SignatureException;
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
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/**
 * A certificate with its chain and its private key, read from PEM files: X.509; keys in PKCS #8, PKCS #1 (RSA) or SEC 1
 * (EC).
 *
 * @param key the private key
 * @param chain the certificate, then its issuers, in order whatever their order in the file
 */
@Rfc(number = 7468, section = "2")
record PemFiles(PrivateKey key, List<X509Certificate> chain) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern LOCKED = Pattern.compile("Proc-Type:\\s*4,\\s*ENCRYPTED");
    private static final byte[] RSA = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 1), new byte[] {5, 0});
    private static final byte[] EC = Der.oid(1, 2, 840, 10045, 2, 1);
    private static final int MOST_OCTETS = 1024 * 1024;
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private record Block(String label, byte[] octets) {}

    /**
     * Reads both files.
     *
     * @throws GeneralSecurityException if key and chain do not match, or a file is not what it should be
     */
    static PemFiles read(Path certificate, Path key) throws IOException, GeneralSecurityException {
        PrivateKey read = key(key);
        List<X509Certificate> found = certificates(certificate);
        for (X509Certificate leaf : found) {
            if (matches(read, leaf)) {
                return new PemFiles(read, chain(leaf, found, certificate));
            }
        }
        throw new CertificateException(certificate + " and " + key + ": certificate and key do not match");
    }

    private static List<Block> blocks(Path file) throws IOException, GeneralSecurityException {
        List<Block> blocks = new ArrayList<>();
        String text = text(file);
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new CertificateException(file + ": " + matcher.group(1) + " is not in base64", e);
            }
        }
        if (LOCKED.matcher(text).find()) {
            throw locked(file);
        }
        return blocks;
    }

    private static String text(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > MOST_OCTETS) {
            throw new IOException(file + " has more than " + MOST_OCTETS + " octets");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static KeyException locked(Path file) {
        return new KeyException("the key in " + file + " needs a password; store it without");
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label.equals("CERTIFICATE")) {
                try {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.octets)));
                } catch (CertificateException e) {
                    throw new CertificateException(
                            "certificate " + (chain.size() + 1) + " in " + file + " cannot be read", e);
                }
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
                    throw locked(file);
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

    private static boolean matches(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
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
            signature.initVerify(certificate.getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (KeyException | SignatureException e) {
            return false;
        }
    }

    /** Puts the certificates into their order, each before the one that has signed it (RFC 8446 §4.4.2). */
    @Rfc(number = 8446, section = "4.4.2")
    private static List<X509Certificate> chain(X509Certificate leaf, List<X509Certificate> found, Path file)
            throws GeneralSecurityException {
        List<X509Certificate> left = new ArrayList<>(found);
        List<X509Certificate> chain = new ArrayList<>();
        for (X509Certificate next = leaf; next != null; next = signer(next, left)) {
            chain.add(next);
            left.removeAll(List.of(next));
        }
        if (!left.isEmpty()) {
            throw new CertificateException("certificate " + (found.indexOf(left.get(0)) + 1) + " in " + file
                    + " is not of the chain: it has signed no other in the file");
        }
        return List.copyOf(chain);
    }

    private static @Nullable X509Certificate signer(X509Certificate signed, List<X509Certificate> candidates) {
        for (X509Certificate candidate : candidates) {
            if (candidate.getSubjectX500Principal().equals(signed.getIssuerX500Principal())) {
                try {
                    signed.verify(candidate.getPublicKey());
                    return candidate;
                } catch (GeneralSecurityException e) {
                    // Another of the same name.
                }
            }
        }
        return null;
    }
}
