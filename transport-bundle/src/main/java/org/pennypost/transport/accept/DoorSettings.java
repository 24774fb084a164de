// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.accept;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Networks;
import org.pennypost.transport.flow.Layering;
import org.pennypost.transport.swap.Lane;

/**
 * One listener's settings.
 *
 * @param address where to listen; null for nowhere
 * @param lane whose connections these are
 * @param tls when TLS begins
 * @param layering makes TLS for a connection; null if {@code tls} is NONE
 * @param limits how many may come in
 */
public record DoorSettings(
        @Nullable InetSocketAddress address,
        Lane lane,
        Tls tls,
        @Nullable Supplier<Layering> layering,
        Limits limits) {

    /** When TLS begins. */
    public enum Tls {
        /** Never. */
        NONE,
        /** When the client asks for it. */
        STARTTLS,
        /** At once. */
        IMPLICIT
    }

    /**
     * How many may come in, and who counts.
     *
     * @param connections through this listener
     * @param perAddress through this listener from one address
     * @param proxies networks of proxies, who say whose connection it is
     */
    public record Limits(int connections, int perAddress, Networks proxies) {
        /** No limit. */
        public static final Limits NONE = of(Integer.MAX_VALUE, Integer.MAX_VALUE);

        /** Returns limits for a listener without proxies. */
        public static Limits of(int connections, int perAddress) {
            return new Limits(connections, perAddress, Networks.NONE);
        }
    }
}
