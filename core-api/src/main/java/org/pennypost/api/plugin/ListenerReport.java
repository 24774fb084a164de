// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The doors of the server. An OSGi service of transport, for the shell. Called by any thread. */
@ConsumerType
@FunctionalInterface
public interface ListenerReport {
    /** Returns every listener that is configured, also those that could not be opened. */
    List<ListenerState> listeners();

    /**
     * One listener.
     *
     * @param name of its configuration, such as {@code imaps}
     * @param protocol that it speaks
     * @param address bound to, {@code host:port}
     * @param tls {@code none}, {@code starttls} or {@code implicit}
     * @param connections open now
     * @param problem why it does not accept, one line; empty if it does
     */
    record ListenerState(String name, String protocol, String address, String tls, int connections, String problem) {}
}
