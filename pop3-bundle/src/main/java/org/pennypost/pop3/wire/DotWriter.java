// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Writer;

/**
 * Writes the lines of a multi-line response: a line that begins with a dot gets a second one. Runs of octets without such
 * a line go to the sink as they are.
 */
@Rfc(number = 1939, section = "3")
public final class DotWriter implements Pop3Writer {
    private static final ByteBuffer DOT = ByteBuffer.wrap(new byte[] {'.'}).asReadOnlyBuffer();
    private static final ByteBuffer CRLF =
            ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();
    private static final ByteBuffer END =
            ByteBuffer.wrap(".\r\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

    private final Sink sink;
    private boolean lineStart = true;

    /** Makes a writer at the beginning of a line. */
    public DotWriter(Sink sink) {
        this.sink = sink;
    }

    /** Says whether the next octet begins a line: when a message is gone on with in its middle. */
    public void at(boolean beginningOfLine) {
        lineStart = beginningOfLine;
    }

    /** Tells whether the next octet begins a line. */
    public boolean atLineStart() {
        return lineStart;
    }

    @Override
    public Pop3Writer line(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line must not contain CR or LF");
        }
        octets(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        sink.put(CRLF.duplicate());
        lineStart = true;
        return this;
    }

    @Override
    public Pop3Writer octets(ByteBuffer octets) {
        int from = octets.position();
        int limit = octets.limit();
        for (int at = from; at < limit; at++) {
            byte octet = octets.get(at);
            if (lineStart && octet == '.') {
                pass(octets, from, at);
                sink.put(DOT.duplicate());
                from = at;
            }
            lineStart = octet == '\n';
        }
        pass(octets, from, limit);
        octets.position(limit);
        return this;
    }

    private void pass(ByteBuffer octets, int from, int to) {
        if (to > from) {
            sink.put(octets.slice(from, to - from));
        }
    }

    /** Ends the response: ends an unfinished line, then writes the dot. */
    public void end() {
        if (!lineStart) {
            sink.put(CRLF.duplicate());
        }
        sink.put(END.duplicate());
        lineStart = true;
    }

    @Override
    public boolean hasRoom() {
        return sink.hasRoom();
    }
}
