// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Progress;

/** Finds where the header and the first lines of the body end. */
@Rfc(number = 1939, section = "7")
public final class Top {
    private static final int CHUNK = 16 * 1024;

    private Top() {}

    /**
     * Returns the offset behind the header, the blank line, and a number of lines of the body.
     *
     * @param lines 0 or more; if there are fewer, the length of the content is returned
     */
    public static long end(Content content, long lines, Progress progress) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        boolean inBody = false;
        boolean blank = true;
        long left = lines;
        long offset = 0;
        while (offset < content.length()) {
            chunk.clear();
            try {
                if (content.read(offset, chunk) < 0) {
                    break;
                }
            } catch (IOException e) {
                throw new MailException(Problem.UNAVAILABLE, "the message cannot be read", e);
            }
            chunk.flip();
            for (int at = 0; at < chunk.limit(); at++) {
                byte octet = chunk.get(at);
                if (octet == '\n') {
                    left -= inBody ? 1 : 0;
                    inBody |= blank;
                    if (inBody && left == 0) {
                        return offset + at + 1;
                    }
                    blank = true;
                } else if (octet != '\r') {
                    blank = false;
                }
            }
            offset += chunk.limit();
            progress.tick(offset, content.length());
        }
        return content.length();
    }
}
