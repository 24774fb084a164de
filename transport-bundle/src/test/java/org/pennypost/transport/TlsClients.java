// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Clients that take every certificate and remember it. */
final class TlsClients {
    final AtomicReference<X509Certificate> seen = new AtomicReference<>();
    private final SSLContext context;

    TlsClients() throws GeneralSecurityException {
        context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anything()}, null);
    }

    Client connect(Server server) throws IOException {
        return connect(server, "localhost");
    }

    /** Connects and asks for a name (null: for none), with all suites or only these. */
    Client connect(Server server, String name, String... suites) throws IOException {
        Client client = server.connect();
        secure(client, name, suites);
        return client;
    }

    /** Begins TLS on a client's socket, and waits until the handshake is done. */
    void secure(Client client) throws IOException {
        secure(client, "localhost");
    }

    void secure(Client client, String name, String... suites) throws IOException {
        Socket plain = client.socket();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
        if (suites.length > 0) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(suites);
        }
        if (name != null && name.indexOf('.') > 0) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
        }
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        client.use(socket);
    }

    /** Begins TLS and says which protocols would do. */
    void secure(Client client, String name, List<String> protocols) throws IOException {
        Socket plain = client.socket();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        client.use(socket);
    }

    private final class Anything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            seen.set(chain[0]);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
