// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.nio.ByteBuffer;
import org.pennypost.api.store.Content;

/** Where a {@link Writer} sends what it has collected. What is given belongs to the sink afterwards. */
public interface Sink {
    /** Takes octets, from position to limit. */
    void write(ByteBuffer octets);

    /** Takes a part of a content. */
    void write(Content content, long offset, long length);
}
