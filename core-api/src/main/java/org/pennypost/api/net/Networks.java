// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Networks as settings name them: addresses, or addresses with the length of a prefix in bits (CIDR).
 * An IPv6 address that maps an IPv4 one counts as that. Immutable, for any thread.
 */
public final class Networks {
    /** No network. */
    public static final Networks NONE = new Networks(List.of());

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int OCTET = 8;

    private final List<Network> networks;

    private record Network(byte[] first, int bits) {
        boolean holds(byte[] address) {
            if (first.length != address.length) {
                return false;
            }
            int whole = bits / OCTET;
            for (int i = 0; i < whole; i++) {
                if (first[i] != address[i]) {
                    return false;
                }
            }
            int unimportant = OCTET - bits % OCTET;
            return unimportant == OCTET
                    || (first[whole] & 0xff) >> unimportant == (address[whole] & 0xff) >> unimportant;
        }
    }

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads a list such as {@code 10.0.0.0/8, fd00::/8, 192.0.2.7}, separated by commas or spaces; of an empty one {@link #NONE}
     * is made.
     *
     * @throws IllegalArgumentException if a word is no network, naming it; host names are none
     */
    public static Networks parse(String text) {
        List<Network> list = new ArrayList<>();
        for (String word : text.split("[,\\s]+")) {
            if (!word.isEmpty()) {
                list.add(network(word));
            }
        }
        return list.isEmpty() ? NONE : new Networks(List.copyOf(list));
    }

    private static Network network(String word) {
        int slash = word.indexOf('/');
        try {
            byte[] first = address(slash < 0 ? word : word.substring(0, slash)).getAddress();
            int most = first.length * OCTET;
            int bits = slash < 0 ? most : Integer.parseInt(word.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return new Network(first, bits);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(complaint(word), e);
        }
        throw new IllegalArgumentException(complaint(word));
    }

    private static String complaint(String word) {
        return word + " is no network: expected an address, or address/bits";
    }

    /**
     * Reads an address; names are not looked up.
     *
     * @throws UnknownHostException if it is none
     */
    public static InetAddress address(String text) throws UnknownHostException {
        if (!ADDRESS.matcher(text).matches() || text.indexOf(':') < 0 && text.split("\\.", -1).length != 4) {
            throw new UnknownHostException(text);
        }
        return InetAddress.getByName(text);
    }

    /** Tells whether an address is in one of the networks. */
    public boolean contains(InetAddress address) {
        if (networks.isEmpty()) {
            return false;
        }
        byte[] octets = address.getAddress();
        return networks.stream().anyMatch(network -> network.holds(octets));
    }
}
