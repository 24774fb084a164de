// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.util.List;

/**
 * Where a part of a message and the parts inside it lie: what {@link Section} needs. Offsets count octets from the start
 * of the message; the header includes its blank line.
 *
 * @param kind how the body is to be taken
 * @param headerStart first octet of the header
 * @param bodyStart first octet behind the header
 * @param bodyEnd behind the last octet of the body
 * @param children the parts inside; one for a message
 */
public record Layout(MimePart.Kind kind, long headerStart, long bodyStart, long bodyEnd, List<Layout> children) {
    public Layout {
        if (headerStart < 0 || bodyStart < headerStart || bodyEnd < bodyStart) {
            throw new IllegalArgumentException("offsets out of order");
        }
        if (kind == MimePart.Kind.MESSAGE && children.size() != 1) {
            throw new IllegalArgumentException("a message part holds one message");
        }
        children = List.copyOf(children);
    }
}
