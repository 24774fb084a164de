// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

/**
 * How much of a message the scanner looks at; what goes beyond is still counted, but not understood.
 *
 * @param depth levels of parts; a multipart or message below is taken as one opaque part
 * @param parts number of parts in a message; later ones belong to the last
 * @param headerOctets octets of one header block that are read; fields after them are not seen
 * @param boundaryOctets longest boundary that is followed (RFC 2046 §5.1.1 allows 70)
 * @param keptOctets octets of field values kept for a whole message; later parts show none
 */
public record MimeLimits(int depth, int parts, int headerOctets, int boundaryOctets, int keptOctets) {
    /** What servers of today accept. */
    public static final MimeLimits USUAL = new MimeLimits(100, 10_000, 256 * 1024, 998, 1024 * 1024);

    public MimeLimits {
        if (depth < 0 || parts < 1 || headerOctets < 0 || boundaryOctets < 1 || keptOctets < 0) {
            throw new IllegalArgumentException("a limit is too low");
        }
    }
}
