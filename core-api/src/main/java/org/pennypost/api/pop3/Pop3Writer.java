// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.pop3;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the lines of a multi-line response, dot-stuffed (RFC 1939 §3). Used in steps of one connection. */
@ProviderType
public interface Pop3Writer {
    /**
     * Writes one line.
     *
     * @param text without CRLF; CR and LF in it are refused
     */
    Pop3Writer line(String text);

    /** Writes octets of a message in wire form; a line may be split over two calls. */
    Pop3Writer octets(ByteBuffer octets);

    /** Tells whether the client has read enough for more to be written; if not, the stream returns and is called again. */
    boolean hasRoom();
}
