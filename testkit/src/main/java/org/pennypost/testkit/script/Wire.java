// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket. Octets are characters of ISO 8859-1. A line of the server is read with the literals in it: the
 * octets follow the announcement behind a line break.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)}$", Pattern.DOTALL);

    private final boolean literals;
    private Socket socket;
    private InputStream in;

    Wire(InetSocketAddress address, boolean tls, boolean literals) throws IOException {
        this.literals = literals;
        socket = new Socket();
        socket.connect(address, PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        if (tls) {
            startTls();
        }
    }

    /** Begins TLS and believes every certificate: the one of a server under test is self-made. */
    void startTls() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            SSLSocket layer = (SSLSocket) context.getSocketFactory()
                    .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
            layer.startHandshake();
            socket = layer;
            in = new BufferedInputStream(layer.getInputStream());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    void send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Returns the next line without its CRLF, null at the end. */
    @Nullable
    String line() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = oneLine();
            if (line == null) {
                return text.isEmpty() ? null : text.toString();
            }
            text.append(line);
            Matcher literal = LITERAL.matcher(line);
            if (!literals || !literal.matches()) {
                return text.toString();
            }
            byte[] octets = in.readNBytes(Integer.parseInt(literal.group(1)));
            text.append("\r\n").append(new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    private @Nullable String oneLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    String text = line.toString(StandardCharsets.ISO_8859_1);
                    if (!text.endsWith("\r")) {
                        throw new IOException("a line that ends in LF alone: " + text);
                    }
                    return text.substring(0, text.length() - 1);
                }
                line.write(octet);
            }
        } catch (SocketException e) {
            // A server that closes on us may reset the connection.
            return null;
        }
        if (line.size() > 0) {
            throw new IOException("the connection ended within a line: " + line.toString(StandardCharsets.ISO_8859_1));
        }
        return null;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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
