// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A salt for each name, known or not, that stays the same over restarts: from a key in a file, which is made when it is
 * missing. Were it made anew each time, a salt that stays would tell who exists. Safe for use by several threads.
 */
final class Salts {
    private static final Logger LOG = LoggerFactory.getLogger(Salts.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY = 32;
    private static final int SALT = 16;

    private final String path;
    private byte @Nullable [] key;

    /** Makes salts whose key lies in a file; an empty path, or one with an open variable, keeps it nowhere. */
    Salts(String path) {
        this.path = path;
    }

    /** Returns the 16 octets of a name. */
    byte[] of(String user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return Arrays.copyOf(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)), SALT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + ALGORITHM, e);
        }
    }

    private synchronized byte[] key() {
        byte[] now = key;
        if (now == null) {
            now = path.isEmpty() || path.contains("${") ? made() : kept(Path.of(path));
            key = now;
        }
        return now;
    }

    private static byte[] made() {
        byte[] octets = new byte[KEY];
        new SecureRandom().nextBytes(octets);
        return octets;
    }

    private static byte[] kept(Path file) {
        byte[] fresh = made();
        try {
            return read(file);
        } catch (NoSuchFileException missing) {
            try {
                write(file, fresh);
                return read(file);
            } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
                LOG.warn("{} cannot be made: salts of unknown users change with each start ({})", file, e.toString());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read: salts of unknown users change with each start ({})", file, e.toString());
        }
        return fresh;
    }

    private static byte[] read(Path file) throws IOException {
        byte[] octets = HexFormat.of().parseHex(Files.readString(file).strip());
        if (octets.length < KEY) {
            throw new IllegalArgumentException("expected " + KEY + " octets in hex");
        }
        return octets;
    }

    /** Another process may make the file at the same time: whoever is first has made it. */
    private static void write(Path file, byte[] octets) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try (var channel = Files.newByteChannel(
                fresh,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(octets) + "\n"));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
