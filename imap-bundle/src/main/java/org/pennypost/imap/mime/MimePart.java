// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message as the scanner saw it: where it lies and what its header says. Offsets count octets from the
 * start of the whole message. Finished and unchanging once {@link MimeScanner} hands it out.
 */
public final class MimePart {
    /** How a part's body is to be taken. */
    public enum Kind {
        /** Octets. */
        LEAF,
        /** Parts between boundaries. */
        MULTIPART,
        /** One message (message/rfc822): its only child. */
        MESSAGE
    }

    static final byte[] NIL = "NIL".getBytes(ISO_8859_1);
    static final byte[] US_ASCII = "(\"charset\" \"us-ascii\")".getBytes(ISO_8859_1);
    static final byte[] NO_DETAILS = "NIL NIL \"7bit\"".getBytes(ISO_8859_1);
    static final byte[] NO_EXTENSION = "NIL NIL NIL".getBytes(ISO_8859_1);

    final @Nullable MimePart parent;
    final int depth;
    final long headerStart;
    final boolean isMessage;
    long bodyStart;
    long bodyEnd;
    long lines;
    Kind kind = Kind.LEAF;
    String type = "text";
    String subtype = "plain";
    String encoding = "7bit";
    Parameters parameters = Parameters.NONE;
    final List<MimePart> children = new ArrayList<>(0);

    /** Wire form of params; of {@code id desc enc}; of md5; of {@code dsp lang loc}; of the envelope. */
    byte[] params = US_ASCII;

    byte[] details = NO_DETAILS;
    byte[] md5 = NIL;
    byte[] extension = NO_EXTENSION;
    byte[] envelope = NIL;

    MimePart(@Nullable MimePart parent, long headerStart, boolean isMessage) {
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.headerStart = headerStart;
        this.isMessage = isMessage;
    }

    public Kind kind() {
        return kind;
    }

    /** Where the header begins. */
    public long headerStart() {
        return headerStart;
    }

    /** Where the body begins: behind the blank line that ends the header. */
    public long bodyStart() {
        return bodyStart;
    }

    /** Where the body ends; the line end before a boundary is not in it. */
    public long bodyEnd() {
        return bodyEnd;
    }

    /** Line ends in the body. */
    public long lines() {
        return lines;
    }

    /** Media type as written, {@code text} if there was none that could be read. */
    public String type() {
        return type;
    }

    /** Media subtype as written. */
    public String subtype() {
        return subtype;
    }

    /** Content-Transfer-Encoding as written, else {@code 7bit}. */
    public String encoding() {
        return encoding;
    }

    /** A parameter of Content-Type by its name in small letters, undecoded. */
    public Optional<String> parameter(String name) {
        return parameters.value(name).map(octets -> new String(octets, ISO_8859_1));
    }

    /** The parts inside, in their order; one for a message, none for a leaf. */
    public List<MimePart> children() {
        return List.copyOf(children);
    }

    /** Whether its header is that of a message: the outermost, or one inside message/rfc822. */
    public boolean isMessage() {
        return isMessage;
    }

    /** ENVELOPE in wire form, with its parentheses; NIL unless {@link #isMessage()}. */
    public byte[] envelope() {
        return envelope.clone();
    }

    /** Whether it is of this type and subtype, given in small letters. */
    public boolean is(String smallType, String smallSubtype) {
        return type.equalsIgnoreCase(smallType) && subtype.equalsIgnoreCase(smallSubtype);
    }

    /** Only where this part and those inside lie. */
    public Layout layout() {
        List<Layout> inside = new ArrayList<>(children.size());
        for (MimePart child : children) {
            inside.add(child.layout());
        }
        return new Layout(kind, headerStart, bodyStart, bodyEnd, inside);
    }
}
