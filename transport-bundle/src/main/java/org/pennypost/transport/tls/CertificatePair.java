// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.pennypost.transport.flow.Layering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two PEM files, and TLS made of what is in them. When they change, new handshakes use the new ones, but only if key and
 * chain match; else the old ones stay, with a line in the log.
 */
public final class CertificatePair implements Supplier<Layering> {
    private static final Logger LOG = LoggerFactory.getLogger(CertificatePair.class);

    private final Path certificate;
    private final Path key;
    private volatile SSLContext context;
    private String seen;

    /**
     * Reads the files; makes a pair if both are missing.
     *
     * @throws IOException if a file cannot be read or written
     * @throws GeneralSecurityException if key and chain do not match, or a file is not what it should be
     */
    public CertificatePair(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
        if (Files.notExists(certificate) && Files.notExists(key)) {
            SelfMade.write(certificate, key, Instant.now());
            LOG.warn("no certificate: made one, signed by itself, in {}", certificate);
        }
        this.seen = look();
        this.context = load();
    }

    @Override
    public Layering get() {
        return new TlsFilter(context);
    }

    /** Reads the files again if they have changed. To be called now and then, by one thread. */
    public void check() {
        try {
            String now = look();
            if (now.equals(seen)) {
                return;
            }
            seen = now;
            context = load();
            LOG.info("certificate read again from {}", certificate);
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("certificate {} has changed and is unusable, the old one stays: {}", certificate, e.toString());
        }
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

    private SSLContext load() throws IOException, GeneralSecurityException {
        PemFiles files = PemFiles.read(certificate, key);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] none = new char[0];
        store.setKeyEntry("server", files.key(), none, files.chain().toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        SSLContext made = SSLContext.getInstance("TLS");
        // No client certificates are asked for: an empty list saves reading the JDK's store of authorities.
        made.init(keys.getKeyManagers(), new TrustManager[0], null);
        return made;
    }
}
