// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that writes anything, while a thread of its own reads: neither side can wait for the other. */
final class Talker implements AutoCloseable {
    private static final int KEPT = 256 * 1024;

    private final Socket socket;
    private final StringBuilder heard = new StringBuilder();
    private boolean ended;

    Talker(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        Thread reader = new Thread(this::read, "talker");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] octets = new byte[64 * 1024];
        try (InputStream in = socket.getInputStream()) {
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                hear(new String(octets, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            hear("");
        }
        synchronized (heard) {
            ended = true;
            heard.notifyAll();
        }
    }

    private void hear(String text) {
        synchronized (heard) {
            heard.append(text);
            if (heard.length() > KEPT) {
                heard.delete(0, heard.length() - KEPT / 2);
            }
            heard.notifyAll();
        }
    }

    /** Writes; false when the server has closed. */
    boolean say(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Waits until a text has been heard or the connection has ended; false when the time is over. */
    boolean hears(String text, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            while (heard.indexOf(text) < 0 && !ended) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                heard.wait(left);
            }
            return true;
        }
    }

    boolean ended() {
        synchronized (heard) {
            return ended;
        }
    }

    /** Returns what has been heard and forgets it. */
    String heard() {
        synchronized (heard) {
            String all = heard.toString();
            heard.setLength(0);
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
