// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.pennypost.transport.flow.Layering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of a listener, in PEM files, and TLS made of them: one for everybody, and a folder of more for clients
 * who ask for a name. When files change, new handshakes use the new ones, but only if key and chain match; else the old
 * ones stay, with a line in the log.
 */
public final class Certificates implements Supplier<Layering> {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final PemPair first;
    private final @Nullable NamedPairs named;
    private volatile SSLContext context;

    /**
     * Reads the files; makes a pair if both are missing.
     *
     * @param folder of more certificates, each in a folder of its own, read as far as they can be used; null for none
     * @throws IOException if a file cannot be read or written
     * @throws GeneralSecurityException if key and chain do not match, or a file is not what it should be
     */
    public Certificates(Path certificate, Path key, @Nullable Path folder)
            throws IOException, GeneralSecurityException {
        if (Files.notExists(certificate) && Files.notExists(key)) {
            SelfMade.write(certificate, key, Instant.now());
            LOG.warn("no certificate: made one, signed by itself, in {}", certificate);
        }
        first = new PemPair(certificate, key).open();
        named = folder == null ? null : new NamedPairs(folder);
        if (named != null) {
            named.check();
        }
        context = context();
    }

    @Override
    public Layering get() {
        return new TlsFilter(context);
    }

    /** Returns what makes TLS for a protocol, by its name in ALPN (RFC 7301). */
    public Supplier<Layering> speaking(String protocol) {
        return () -> new TlsFilter(context, protocol);
    }

    /** Reads again what has changed. To be called now and then, by one thread. */
    public void check() {
        boolean changed = first.check();
        if (named != null) {
            changed |= named.check();
        }
        if (changed) {
            try {
                context = context();
            } catch (GeneralSecurityException e) {
                LOG.error("certificates cannot be used, the old ones stay", e);
            }
        }
    }

    private SSLContext context() throws GeneralSecurityException {
        NamedKeys keys = new NamedKeys(first.files().orElseThrow(), named == null ? List.of() : named.entries());
        SSLContext made = SSLContext.getInstance("TLS");
        // No client certificates are asked for: an empty list saves reading the JDK's store of authorities.
        made.init(new KeyManager[] {keys}, new TrustManager[0], null);
        return made;
    }
}
