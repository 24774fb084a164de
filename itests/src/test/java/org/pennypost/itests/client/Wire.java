// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A blocking connection to the server under test, in clear or under TLS, that believes every certificate. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Wire(Socket socket) throws IOException {
        use(socket);
    }

    /** Connects in clear. */
    public static Wire plain(int port) throws IOException {
        return plain(port, 0);
    }

    /**
     * Connects in clear, with a small receive buffer if a size is given, so that the other end notices a slow reader.
     *
     * @param receiveBuffer octets; 0 for the system's own choice
     */
    public static Wire plain(int port, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** Connects in clear, from an address of this machine. */
    public static Wire plain(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** Connects under TLS. */
    public static Wire tls(int port) throws IOException {
        return tls(port, 0);
    }

    /** Connects under TLS, with a receive buffer as {@link #plain(int, int)}. */
    public static Wire tls(int port, int receiveBuffer) throws IOException {
        Wire wire = plain(port, receiveBuffer);
        wire.startTls();
        return wire;
    }

    /** Begins TLS on the connection. */
    public void startTls() throws IOException {
        SSLSocket secure = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secure.setUseClientMode(true);
        secure.startHandshake();
        use(secure);
    }

    private static SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Gullible()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void use(Socket next) throws IOException {
        socket = next;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 16384);
        out = socket.getOutputStream();
    }

    /** Sets how long a read waits at most before it fails. */
    public void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    public void write(byte[] octets) throws IOException {
        write(octets, 0, octets.length);
    }

    public void write(byte[] octets, int offset, int length) throws IOException {
        out.write(octets, offset, length);
        out.flush();
    }

    /** Writes text, one octet a character. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a line, one character an octet, without its CRLF. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int octet = octet(); octet != '\r'; octet = octet()) {
            if (octet == '\n') {
                throw new WrongAnswer("a bare LF behind " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(octet);
        }
        if (octet() != '\n') {
            throw new WrongAnswer("a bare CR behind " + line.toString(StandardCharsets.ISO_8859_1));
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads one octet. */
    public int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the server closed the connection");
        }
        return octet;
    }

    /** Reads as many octets. */
    public byte[] octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the server closed the connection within " + count + " octets");
        }
        return octets;
    }

    /** Waits for something to read, as long as the patience lasts, and reads none of it. */
    public boolean octetComes() throws IOException {
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException("the server closed the connection");
            }
            in.reset();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    /** Reads until the server closes and returns it, one character an octet; at most a megabyte. */
    public String untilClosed() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0 && said.size() < 1 << 20; octet = in.read()) {
                said.write(octet);
            }
        } catch (java.net.SocketException e) {
            // A reset is a close as well.
        }
        return said.toString(StandardCharsets.ISO_8859_1);
    }

    /** Closes with a reset and not politely, as a machine that loses its power. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Gullible implements X509TrustManager {
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
