// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two PEM files that may change. What they held last stays until they hold something usable again. */
final class PemPair {
    private static final Logger LOG = LoggerFactory.getLogger(PemPair.class);

    private final Path certificate;
    private final Path key;
    private String seen = "";
    private String problem = "";
    private @Nullable PemFiles files;

    PemPair(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Reads the files for the first time.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if key and chain do not match, or a file is not what it should be
     */
    PemPair open() throws IOException, GeneralSecurityException {
        seen = look();
        files = read();
        return this;
    }

    /** Reads the files again if they have changed; returns whether they hold something new that can be used. */
    boolean check() {
        try {
            String now = look();
            if (now.equals(seen) && problem.isEmpty()) {
                return false;
            }
            boolean again = files != null;
            files = read();
            seen = now;
            problem = "";
            LOG.info("certificate {}read from {}", again ? "again " : "", certificate);
            return true;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            complain(reason(e));
            return false;
        }
    }

    /** What stays wrong is said once; it is tried again each time, since rights change without a trace in the file. */
    private void complain(String reason) {
        if (!reason.equals(problem)) {
            problem = reason;
            LOG.warn(
                    "certificate {} with key {} cannot be used, {}: {}",
                    certificate,
                    key,
                    files == null ? "its names get the one of the listener" : "the old one stays",
                    reason);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no file " + e.getMessage();
        }
        return e instanceof AccessDeniedException
                ? e.getMessage() + " may not be read"
                : String.valueOf(e.getMessage());
    }

    private PemFiles read() throws IOException, GeneralSecurityException {
        PemFiles read = PemFiles.read(certificate, key);
        X509Certificate leaf = read.chain().get(0);
        try {
            leaf.checkValidity();
        } catch (CertificateException e) {
            LOG.warn(
                    "certificate {} is valid from {} to {}: clients will refuse it",
                    certificate,
                    leaf.getNotBefore().toInstant(),
                    leaf.getNotAfter().toInstant());
        }
        return read;
    }

    /** Returns what can be used. */
    Optional<PemFiles> files() {
        return Optional.ofNullable(files);
    }

    private String look() throws IOException {
        return look(certificate) + "|" + look(key);
    }

    private static String look(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toString() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (NoSuchFileException e) {
            return "missing";
        }
    }
}
