// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Content;
import org.pennypost.imap.mime.Layout;
import org.pennypost.imap.mime.MimePart;

/** Finds where the header of a message ends, as the MIME scanner would, without reading the body. */
final class Outline {
    private static final int PIECE = 4 * 1024;

    private Outline() {}

    /**
     * Returns a layout without parts.
     *
     * @throws MailException UNAVAILABLE if the octets cannot be read
     */
    static Layout of(Content message) {
        long length = message.length();
        long bodyStart = Math.min(bodyStart(message), length);
        return new Layout(MimePart.Kind.LEAF, 0, bodyStart, length, List.of());
    }

    /** The header ends behind its first line that is empty but for its line end (RFC 5322 §2.1). */
    private static long bodyStart(Content message) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long offset = 0;
        int line = 0;
        int last = '\n';
        while (read(message, offset, piece.clear()) > 0) {
            piece.flip();
            while (piece.hasRemaining()) {
                int octet = piece.get();
                offset++;
                if (octet != '\n') {
                    line++;
                } else if (line == 0 || (line == 1 && last == '\r')) {
                    return offset;
                } else {
                    line = 0;
                }
                last = octet;
            }
        }
        return offset;
    }

    private static int read(Content message, long offset, ByteBuffer piece) {
        try {
            return message.read(offset, piece);
        } catch (IOException lost) {
            throw new MailException(Problem.UNAVAILABLE, "a message cannot be read", lost);
        }
    }
}
