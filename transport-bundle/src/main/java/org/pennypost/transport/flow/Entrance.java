// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through which listener a connection came.
 *
 * @param listener its name
 * @param layering makes TLS for a connection; null if the listener has none
 * @param implicit whether TLS begins at once
 * @param remote the client's address, as the socket or a proxy tells it
 * @param local the server's address, likewise
 */
public record Entrance(
        String listener,
        @Nullable Supplier<Layering> layering,
        boolean implicit,
        InetSocketAddress remote,
        InetSocketAddress local) {}
