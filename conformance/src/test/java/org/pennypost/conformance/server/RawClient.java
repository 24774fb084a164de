// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A client that says what it likes. Octets are characters of ISO 8859-1. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private Socket socket;
    private InputStream in;

    /** Connects, without reading the greeting. */
    public RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to IMAP in clear, greeting read. */
    public static RawClient imap(InProcessServer server) throws IOException {
        RawClient client = new RawClient(server.address("imap", false));
        client.line();
        return client;
    }

    /** Connects to IMAP and logs in. */
    public static RawClient imap(InProcessServer server, String user) throws IOException {
        RawClient client = imap(server);
        String answer = client.command("login", "LOGIN " + user + " " + server.password());
        if (!answer.startsWith("login OK")) {
            throw new IOException(answer);
        }
        return client;
    }

    /** Sends octets. */
    public RawClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends as many octets as the server takes: it may close meanwhile. */
    public void pour(String octets) {
        try {
            send(octets);
        } catch (IOException closed) {
            // That the server does not want to hear more is an answer, too.
            return;
        }
    }

    /** Returns the next line without its end; null at the end of the connection. */
    public @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
                }
                line.write(octet);
            }
        } catch (SocketException reset) {
            return null;
        }
        return null;
    }

    /** Returns everything up to the completion of a command: the completion itself; null at the end of the connection. */
    public @Nullable String completion(String tag) throws IOException {
        String line = line();
        while (line != null && !line.startsWith(tag + " ")) {
            line = line();
        }
        return line;
    }

    /** Sends a command and returns its completion, {@code (end)} if the connection ended. */
    public String command(String tag, String command) throws IOException {
        send(tag + " " + command + "\r\n");
        String completion = completion(tag);
        return completion == null ? "(end)" : completion;
    }

    /** Returns everything that comes until the connection ends. */
    public String rest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    /** Says that nothing more will come, and goes on reading. */
    public RawClient shutOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Begins TLS. */
    public void startTls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, new SecureRandom());
            SSLSocket layer = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
            layer.startHandshake();
            socket = layer;
            in = new BufferedInputStream(layer.getInputStream());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
