// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.record;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.pennypost.api.net.Transcript;

/**
 * Cuts both directions of a conversation into lines and passes on what the transcript shows of them. Literals and contents
 * are counted, never shown. It may begin in the middle: a transcript leaves out what it does not understand.
 */
final class Lines {
    /** Longer lines are cut, in the log. */
    private static final int LONGEST = 500;

    private final Transcript transcript;
    private final Consumer<String> log;
    private final Side client = new Side();
    private final Side server = new Side();
    /** Octets that the client will send if the server says so. */
    private long announced = -1;

    private boolean begun;
    private long hiddenLines;
    private long hiddenOctets;

    private static final class Side {
        private final StringBuilder line = new StringBuilder();
        private long literal;
    }

    Lines(Transcript transcript, Consumer<String> log) {
        this.transcript = transcript;
        this.log = log;
    }

    /**
     * Takes octets of the client.
     *
     * @param seen so many at the head have come before
     */
    synchronized void client(ByteBuffer octets, int seen) {
        // Who begins in the middle of a line could not tell what it is: the first time it takes all.
        ByteBuffer rest = octets.duplicate().position(octets.position() + (begun ? seen : 0));
        begun = true;
        feed(rest, client, this::clientLine);
    }

    synchronized void server(ByteBuffer octets) {
        feed(octets, server, this::serverLine);
    }

    synchronized void content(long octets) {
        long literal = Math.min(server.literal, octets);
        server.literal -= literal;
        hiddenOctets += octets - literal;
    }

    private static void feed(ByteBuffer octets, Side side, Consumer<String> whole) {
        ByteBuffer in = octets.duplicate();
        while (in.hasRemaining()) {
            if (side.literal > 0) {
                int size = (int) Math.min(side.literal, in.remaining());
                in.position(in.position() + size);
                side.literal -= size;
                continue;
            }
            char c = (char) (in.get() & 0xFF);
            if (c == '\n') {
                String line = side.line.toString();
                side.line.setLength(0);
                whole.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            } else {
                keep(side.line, c);
            }
        }
    }

    /** Keeps the beginning of a line and its end, where a literal is announced. */
    private static void keep(StringBuilder line, char c) {
        line.append(c);
        if (line.length() >= 4 * LONGEST) {
            line.delete(LONGEST, line.length() - 64);
            line.insert(LONGEST, " … ");
        }
    }

    private void clientLine(String line) {
        flushHidden();
        String shown = transcript.client(line);
        OptionalLong literal = transcript.literal(line);
        announced = -1;
        if (literal.isPresent()) {
            if (line.endsWith("+}")) {
                client.literal = literal.getAsLong();
            } else {
                announced = literal.getAsLong();
            }
        }
        log.accept("C: " + shown(shown));
    }

    private void serverLine(String line) {
        OptionalLong literal = transcript.literal(line);
        literal.ifPresent(size -> server.literal = size);
        if (announced >= 0 && !line.startsWith("*")) {
            client.literal = line.startsWith("+") ? announced : 0;
            announced = -1;
        }
        String shown = transcript.server(line);
        if (shown.isEmpty()) {
            hiddenLines++;
            hiddenOctets += line.length() + 2;
        } else {
            flushHidden();
            log.accept("S: " + shown(shown));
        }
    }

    private void flushHidden() {
        if (hiddenLines + hiddenOctets > 0) {
            log.accept("S: … (" + hiddenLines + " lines, " + hiddenOctets + " octets)");
            hiddenLines = 0;
            hiddenOctets = 0;
        }
    }

    private static String shown(String line) {
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F && c <= 0xFF) {
                out.append(String.format("\\x%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
