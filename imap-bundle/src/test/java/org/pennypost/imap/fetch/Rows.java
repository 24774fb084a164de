// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.pennypost.api.store.Content;
import org.pennypost.imap.wire.NameForm;
import org.pennypost.imap.wire.Sink;
import org.pennypost.imap.wire.Writer;

/** Where a writer's rows end in tests: as text, each octet a character. */
final class Rows implements Sink {
    final Writer writer = new Writer(this, new NameForm());
    int contents;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Override
    public void write(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        sent.writeBytes(copy);
    }

    @Override
    public void write(Content content, long offset, long length) {
        contents++;
        try (content) {
            ByteBuffer octets = ByteBuffer.allocate((int) length);
            while (octets.hasRemaining() && content.read(offset + octets.position(), octets) > 0) {
                continue;
            }
            sent.writeBytes(octets.array());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    String text() {
        writer.flush();
        return sent.toString(StandardCharsets.ISO_8859_1);
    }
}
