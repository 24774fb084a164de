// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A port in front of the server's that notes down what a mail program and the server say to each other. */
final class Tee implements AutoCloseable {
    /** What a server says when it refuses or does not understand. */
    private static final Pattern COMPLAINT = Pattern.compile("S: (\\S+ (BAD|NO) .*|-ERR.*|\\* BAD .*)");

    private final ServerSocket door;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    Tee(int target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Returns every line so far, behind {@code C: } for the client's or {@code S: } for the server's. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Returns how many lines of the client match a pattern. */
    long said(String pattern) {
        return lines().stream()
                .filter(line -> line.matches("(?is)C: " + pattern))
                .count();
    }

    /** The server must not have refused anything. */
    void assertNoComplaint() {
        assertThat(lines())
                .as(() -> String.join("\n", lines()))
                .noneMatch(line -> COMPLAINT.matcher(line).matches());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target);
                synchronized (sockets) {
                    sockets.add(client);
                    sockets.add(server);
                }
                start(() -> pump(client, server, "C: "));
                start(() -> pump(server, client, "S: "));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void pump(Socket from, Socket to, String who) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] octets = new byte[16384];
        try {
            for (int count = from.getInputStream().read(octets);
                    count >= 0;
                    count = from.getInputStream().read(octets)) {
                for (int i = 0; i < count; i++) {
                    if (octets[i] == '\n') {
                        note(who, line);
                    } else if (octets[i] != '\r') {
                        line.write(octets[i]);
                    }
                }
                to.getOutputStream().write(octets, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            note(who, line); // one of them is gone
        }
    }

    private void note(String who, ByteArrayOutputStream line) {
        synchronized (lines) {
            lines.add(who + line.toString(StandardCharsets.ISO_8859_1));
        }
        line.reset();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tee");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            synchronized (sockets) {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
