// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/**
 * Chooses a certificate by the name that the client asks for, and by the kind of key that he understands. A name is one in
 * the certificate, or that of its folder; {@code *} stands for one label. Who asks for no name, or for an unknown one, gets
 * the certificate of the listener. Immutable.
 */
@Rfc(number = 6066, section = "3")
final class NamedKeys extends X509ExtendedKeyManager {
    private static final int DNS_NAME = 2;

    private final List<PemFiles> files = new ArrayList<>();
    private final Map<String, List<Integer>> names = new HashMap<>();

    /**
     * A certificate.
     *
     * @param folder the name of its folder; empty for that of the listener
     */
    record Entry(String folder, PemFiles files) {}

    /**
     * Makes the choice.
     *
     * @param first of the listener
     * @param others by names
     */
    NamedKeys(PemFiles first, List<Entry> others) {
        files.add(first);
        for (Entry other : others) {
            add(other);
        }
        add(new Entry("", first));
    }

    private void add(Entry entry) {
        int number = entry.folder.isEmpty() ? 0 : files.size();
        if (number > 0) {
            files.add(entry.files);
        }
        Set<String> all = names(entry.files.chain().get(0));
        if (!entry.folder.isEmpty()) {
            all.add(entry.folder.toLowerCase(Locale.ROOT));
        }
        for (String name : all) {
            names.computeIfAbsent(name, key -> new ArrayList<>(1)).add(number);
        }
    }

    /** Returns the names for which a certificate is good: those in subjectAltName, or the common name if it has none. */
    @Rfc(number = 5280, section = "4.2.1.6")
    static Set<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> alternative : alternatives) {
                    if (Integer.valueOf(DNS_NAME).equals(alternative.get(0))) {
                        names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
                return names;
            }
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    names.add(String.valueOf(rdn.getValue()).toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException | InvalidNameException e) {
            // It serves by the name of its folder only.
            names.clear();
        }
        return names;
    }

    private List<Integer> candidates(@Nullable String asked) {
        if (asked == null) {
            return List.of(0);
        }
        String name = asked.toLowerCase(Locale.ROOT);
        List<Integer> exact = names.get(name);
        if (exact != null) {
            return exact;
        }
        int dot = name.indexOf('.');
        return dot < 0 ? List.of(0) : names.getOrDefault("*" + name.substring(dot), List.of(0));
    }

    /** Returns the number of the certificate for a name and a kind of key; −1 if there is none. */
    int choose(@Nullable String name, String kind) {
        for (int number : candidates(name)) {
            if (files.get(number).key().getAlgorithm().equals(kind)) {
                return number;
            }
        }
        return -1;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
        String name = null;
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName asked : session.getRequestedServerNames()) {
                if (asked instanceof SNIHostName host) {
                    name = host.getAsciiName();
                }
            }
        }
        int chosen = choose(name, kind);
        return chosen < 0 ? null : Integer.toString(chosen);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return files.get(Integer.parseInt(alias)).chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return files.get(Integer.parseInt(alias)).key();
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal[] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
        return null;
    }
}
