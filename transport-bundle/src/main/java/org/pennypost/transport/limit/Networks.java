// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Networks, as addresses with the length of their prefix. Immutable.
 *
 * @param networks the networks
 */
public record Networks(List<Network> networks) {
    /** No network. */
    public static final Networks NONE = new Networks(List.of());

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * A network.
     *
     * @param first an address in it
     * @param bits how many bits all its addresses have in common
     */
    public record Network(InetAddress first, int bits) {
        boolean holds(byte[] address) {
            byte[] own = first.getAddress();
            if (own.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (own[i] != address[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || (own[whole] ^ address[whole]) >> (8 - rest) << (8 - rest) == 0;
        }
    }

    /**
     * Reads a list such as {@code 10.0.0.0/8, fd00::/8, 192.0.2.7}.
     *
     * @throws IllegalArgumentException if a word is no network, naming it
     */
    public static Networks parse(String text) {
        List<Network> list = new ArrayList<>();
        for (String word : text.split("[,\\s]+")) {
            if (!word.isEmpty()) {
                list.add(network(word));
            }
        }
        return new Networks(List.copyOf(list));
    }

    private static Network network(String word) {
        int slash = word.indexOf('/');
        try {
            InetAddress address = address(slash < 0 ? word : word.substring(0, slash));
            int most = address.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(word.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return new Network(address, bits);
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
