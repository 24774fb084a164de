// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pennypost.api.net.Networks;

/**
 * From where a user may log in (Dovecot's {@code allow_nets}).
 *
 * @param nets the networks
 * @param local whether from this machine
 */
record AllowNets(Networks nets, boolean local) {
    private static final String LOCAL = "local";

    /**
     * Reads a list such as {@code 192.0.2.0/24,2001:db8::/32,local}.
     *
     * @throws IllegalArgumentException naming what is no network
     */
    static AllowNets parse(String text) {
        List<String> words = Arrays.asList(text.split(",", -1));
        if (words.contains("")) {
            throw new IllegalArgumentException("allow_nets: expected an address, a network or local at every comma");
        }
        String nets = String.join(
                ",", words.stream().filter(word -> !word.equals(LOCAL)).toList());
        try {
            return new AllowNets(Networks.parse(nets), words.contains(LOCAL));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("allow_nets: " + e.getMessage() + ", or local", e);
        }
    }

    /** Tells whether a client may log in from here; one whose address nobody knows may not. */
    boolean allows(Optional<InetAddress> remote) {
        return remote.filter(address -> (local && address.isLoopbackAddress()) || nets.contains(address))
                .isPresent();
    }
}
