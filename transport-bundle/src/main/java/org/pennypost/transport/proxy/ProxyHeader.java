// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Networks;

/**
 * What a proxy says in front of a client's octets (HAProxy's proxy-protocol.txt, versions 1 and 2).
 *
 * @param ends the addresses of the connection between client and proxy; null if the proxy speaks for itself, or cannot tell
 * @param length octets of the header
 */
record ProxyHeader(@Nullable Ends ends, int length) {
    private static final byte[] V1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] V2 = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    /** Version 1, with CRLF. */
    private static final int LONGEST_LINE = 107;

    private static final int FIXED = 16;
    /** Most octets behind the fixed part of version 2: addresses, and TLVs such as a client's certificate. */
    static final int MOST = 8192;

    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int UNIX_STREAM = 0x31;

    /**
     * Two ends of a connection.
     *
     * @param client his address
     * @param server the address that he has connected to
     */
    record Ends(InetSocketAddress client, InetSocketAddress server) {}

    /** Says what is wrong with a header. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String why) {
            super(why);
        }
    }

    /** Tells whether octets are the beginning of a header, as far as there are any; not more than 12 are looked at. */
    static boolean begins(byte[] octets, int count) {
        return begins(octets, count, V1) || begins(octets, count, V2);
    }

    private static boolean begins(byte[] octets, int count, byte[] with) {
        int size = Math.min(count, with.length);
        return Arrays.equals(octets, 0, size, with, 0, size);
    }

    /** How many octets decide whether there is a header of either version. */
    static boolean whole(byte[] octets, int count) {
        return count >= V1.length && begins(octets, count, V1) || count >= V2.length && begins(octets, count, V2);
    }

    /**
     * Reads a header.
     *
     * @return null if there are too few octets yet
     * @throws Wrong if it will never be one
     */
    static @Nullable ProxyHeader read(byte[] octets, int count) throws Wrong {
        if (!begins(octets, count)) {
            throw new Wrong("expected a PROXY header");
        }
        if (!whole(octets, count)) {
            return null;
        }
        return octets[0] == V1[0] ? line(octets, count) : binary(octets, count);
    }

    private static @Nullable ProxyHeader line(byte[] octets, int count) throws Wrong {
        int most = Math.min(count, LONGEST_LINE);
        for (int i = 0; i < most; i++) {
            if (octets[i] == '\r' && i + 1 < most) {
                if (octets[i + 1] != '\n') {
                    throw new Wrong("expected LF after CR");
                }
                return new ProxyHeader(ends(new String(octets, 0, i, StandardCharsets.ISO_8859_1)), i + 2);
            }
            if (octets[i] == '\n') {
                throw new Wrong("expected CRLF");
            }
        }
        if (count >= LONGEST_LINE) {
            throw new Wrong("expected CRLF within " + LONGEST_LINE + " octets");
        }
        return null;
    }

    private static @Nullable Ends ends(String line) throws Wrong {
        String[] words = line.split(" ", -1);
        boolean six = words[1].equals("TCP6");
        if (words[1].equals("UNKNOWN")) {
            return null;
        }
        if (!six && !words[1].equals("TCP4")) {
            throw new Wrong("expected TCP4, TCP6 or UNKNOWN");
        }
        if (words.length != 6) {
            throw new Wrong("expected two addresses and two ports");
        }
        return new Ends(
                new InetSocketAddress(address(words[2], six), port(words[4])),
                new InetSocketAddress(address(words[3], six), port(words[5])));
    }

    private static InetAddress address(String text, boolean six) throws Wrong {
        try {
            if (text.indexOf(':') >= 0 == six) {
                return Networks.address(text);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw new Wrong("expected an address of IPv" + (six ? 6 : 4));
    }

    private static int port(String text) throws Wrong {
        if (text.matches("0|[1-9][0-9]{0,4}")) {
            int port = Integer.parseInt(text);
            if (port <= 0xFFFF) {
                return port;
            }
        }
        throw new Wrong("expected a port");
    }

    private static @Nullable ProxyHeader binary(byte[] octets, int count) throws Wrong {
        if (count < FIXED) {
            return null;
        }
        int command = octets[12] & 0xFF;
        if (command != 0x20 && command != 0x21) {
            throw new Wrong("expected version 2 with LOCAL or PROXY");
        }
        ByteBuffer in = ByteBuffer.wrap(octets, 0, count).position(14);
        int rest = in.getShort() & 0xFFFF;
        if (rest > MOST) {
            throw new Wrong("expected no more than " + MOST + " octets of addresses and TLVs");
        }
        if (count < FIXED + rest) {
            return null;
        }
        // TLVs are passed over: nothing here believes a proxy's word about TLS.
        return new ProxyHeader(command == 0x20 ? null : ends(octets[13] & 0xFF, in, rest), FIXED + rest);
    }

    private static @Nullable Ends ends(int family, ByteBuffer in, int rest) throws Wrong {
        int size = switch (family) {
            case TCP4 -> 4;
            case TCP6 -> 16;
            case 0, UNIX_STREAM -> 0;
            default -> throw new Wrong("expected a stream of IPv4, IPv6 or a Unix socket");
        };
        if (size == 0) {
            return null;
        }
        if (rest < 2 * size + 4) {
            throw new Wrong("expected two addresses and two ports");
        }
        byte[] client = new byte[size];
        byte[] server = new byte[size];
        in.get(client).get(server);
        try {
            int from = in.getShort() & 0xFFFF;
            int to = in.getShort() & 0xFFFF;
            return new Ends(
                    new InetSocketAddress(InetAddress.getByAddress(client), from),
                    new InetSocketAddress(InetAddress.getByAddress(server), to));
        } catch (UnknownHostException e) {
            throw new Wrong("expected addresses");
        }
    }
}
