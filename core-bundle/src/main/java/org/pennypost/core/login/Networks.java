// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A list of networks, as addresses with the length of their prefix. Immutable. */
public final class Networks {
    private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

    private final List<Network> networks;

    private record Network(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /** Reads a list such as {@code 10.0.0.0/8, fd00::/8, 192.0.2.7}; what is none is logged and left out. */
    public static Networks parse(String text) {
        List<Network> list = new ArrayList<>();
        for (String word : text.split("[,\\s]+")) {
            if (!word.isEmpty()) {
                try {
                    list.add(network(word));
                } catch (UnknownHostException | IllegalArgumentException e) {
                    LOG.error("login plaintext-networks: not a network: {} (address or address/bits)", word);
                }
            }
        }
        return new Networks(List.copyOf(list));
    }

    private static Network network(String word) throws UnknownHostException {
        int slash = word.indexOf('/');
        String host = slash < 0 ? word : word.substring(0, slash);
        if (!host.matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException("a name");
        }
        byte[] address = InetAddress.getByName(host).getAddress();
        int most = address.length * 8;
        int bits = slash < 0 ? most : Integer.parseInt(word.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("bits");
        }
        return new Network(address, bits);
    }

    /** Tells whether an address is in one of the networks. */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return networks.stream().anyMatch(network -> network.holds(octets));
    }
}
