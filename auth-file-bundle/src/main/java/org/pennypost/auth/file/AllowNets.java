// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The networks from which a user may log in (Dovecot's {@code allow_nets}): addresses, addresses with the length of a prefix,
 * and {@code local} for this machine.
 */
record AllowNets(List<Net> nets, boolean local) {
    record Net(byte[] address, int bits) {
        boolean holds(byte[] other) {
            boolean holds = other.length == address.length;
            for (int bit = 0; holds && bit < bits; bit++) {
                holds = ((address[bit >> 3] ^ other[bit >> 3]) & 0x80 >> (bit & 7)) == 0;
            }
            return holds;
        }
    }

    /**
     * Reads a list such as {@code 192.0.2.0/24,2001:db8::/32,local}.
     *
     * @throws IllegalArgumentException naming what is no network
     */
    static AllowNets parse(String text) {
        List<Net> nets = new ArrayList<>();
        boolean local = false;
        for (String word : text.split(",")) {
            if (word.equals("local")) {
                local = true;
            } else {
                nets.add(net(word));
            }
        }
        return new AllowNets(List.copyOf(nets), local);
    }

    private static Net net(String word) {
        int slash = word.indexOf('/');
        String host = slash < 0 ? word : word.substring(0, slash);
        String bits = slash < 0 ? "" : word.substring(slash + 1);
        if (host.matches("[0-9.]*[0-9]|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") && bits.matches("[0-9]{0,3}")) {
            try {
                byte[] address = InetAddress.getByName(host).getAddress();
                int most = address.length * 8;
                int length = bits.isEmpty() ? most : Integer.parseInt(bits);
                if (length <= most && (slash < 0 || !bits.isEmpty())) {
                    return new Net(address, length);
                }
            } catch (UnknownHostException e) {
                // said below
            }
        }
        throw new IllegalArgumentException("allow_nets: " + word + " is no address, network or local");
    }

    /** Tells whether a client may log in from here; one whose address nobody knows may not. */
    boolean allows(Optional<InetAddress> remote) {
        return remote.filter(address -> (local && address.isLoopbackAddress())
                        || nets.stream().anyMatch(net -> net.holds(address.getAddress())))
                .isPresent();
    }
}
