// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import org.pennypost.api.plugin.Rfc;

/** A certificate signed by itself, for a server that has just been unpacked. The JDK reads certificates but makes none. */
@Rfc(number = 5280, section = "4.1")
final class SelfMade {
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final int DNS = 0x82;
    private static final int IP = 0x87;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfMade() {}

    /** Writes a pair, the key readable by its owner only. */
    static void write(Path certificate, Path key, Instant now) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        place(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
        place(certificate, pem("CERTIFICATE", certificate(pair, now)), "rw-r--r--");
    }

    private static String pem(String label, byte[] octets) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + encoder.encodeToString(octets) + "\n-----END " + label + "-----\n";
    }

    private static void place(Path file, String text, String permissions) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        Path draft = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, mode);
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] certificate(KeyPair pair, Instant now) throws GeneralSecurityException {
        String host = host();
        byte[] name = Der.sequence(Der.value(
                Der.SET,
                Der.sequence(Der.oid(2, 5, 4, 3), Der.text(Der.UTF8, host.substring(0, Math.min(64, host.length()))))));
        byte[] toSign = Der.sequence(
                Der.value(Der.EXPLICIT, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_SHA256,
                name,
                Der.sequence(time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(3650, ChronoUnit.DAYS))),
                name,
                pair.getPublic().getEncoded(),
                Der.value(Der.EXPLICIT + 3, Der.sequence(names(host), purpose())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(toSign);
        return Der.sequence(toSign, ECDSA_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] time(Instant instant) {
        return Der.text(Der.UTC_TIME, UTC.format(instant));
    }

    @Rfc(number = 5280, section = "4.2.1.6")
    private static byte[] names(String host) {
        byte[] all = Der.sequence(
                Der.text(DNS, "localhost"),
                host.equals("localhost") ? new byte[0] : Der.text(DNS, host),
                Der.value(IP, new byte[] {127, 0, 0, 1}),
                Der.value(IP, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        return Der.sequence(Der.oid(2, 5, 29, 17), Der.value(Der.OCTETS, all));
    }

    @Rfc(number = 5280, section = "4.2.1.12")
    private static byte[] purpose() {
        byte[] serverAuth = Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1));
        return Der.sequence(Der.oid(2, 5, 29, 37), Der.value(Der.OCTETS, serverAuth));
    }

    private static String host() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            return host.matches("[A-Za-z0-9.-]{1,253}") ? host : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
