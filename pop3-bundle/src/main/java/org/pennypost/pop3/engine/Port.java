// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.pop3.wire.Sink;

/** The connection as the engine writes to it. */
public interface Port extends Sink {
    /**
     * Sends a line and puts a layer under everything after it.
     *
     * @param okLine without CRLF
     */
    void layer(Connection.Layer layer, String okLine);

    /**
     * Sends what has been added, then closes.
     *
     * @param farewell without CRLF; null for none
     */
    void close(@Nullable String farewell);
}
