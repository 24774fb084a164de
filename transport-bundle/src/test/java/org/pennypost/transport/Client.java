// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client of the toy protocol, with a plain socket. */
final class Client implements AutoCloseable {
    private Socket socket;
    private InputStream in;

    Client(InetSocketAddress server) throws IOException {
        this(connect(server));
    }

    Client(Socket socket) throws IOException {
        use(socket);
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server, 10_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    void use(Socket other) throws IOException {
        socket = other;
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    Socket socket() {
        return socket;
    }

    Client send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** Returns the next line without CRLF; null at the end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().replace("\r", "");
            }
            line.append((char) c);
        }
        return line.length() == 0 ? null : line.toString();
    }

    String ask(String text) throws IOException {
        return send(text + "\r\n").line();
    }

    byte[] octets(int count) throws IOException {
        return in.readNBytes(count);
    }

    long skip(long octets) throws IOException {
        byte[] buffer = new byte[65536];
        long left = octets;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return octets - left;
            }
            left -= read;
        }
        return octets;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
