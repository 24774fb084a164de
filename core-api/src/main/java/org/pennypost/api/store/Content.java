// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The octets of a message in wire form: every line ends in CRLF. Rests on JDK channels only, and its classes are all
 * loaded when it is made, so that it can be read on when its store's bundle has gone. Used by one thread at a time.
 */
@ConsumerType
public interface Content extends AutoCloseable {
    /** Returns the number of octets in wire form. */
    long length();

    /**
     * Reads octets from an offset, like {@link FileChannel#read(ByteBuffer, long)}; ascending offsets are cheapest.
     *
     * @return the number of octets read, at least 1 if there is room and the end is not reached; −1 at the end
     * @throws IOException if the disk fails or the content has been closed
     */
    int read(long offset, ByteBuffer target) throws IOException;

    /**
     * Returns the open file that holds exactly these octets from its position 0, if there is one: it can then be sent
     * without being copied. Closed with the content.
     */
    default Optional<FileChannel> file() {
        return Optional.empty();
    }

    /** Lets go of the file. Does nothing the second time; throws nothing. */
    @Override
    void close();
}
