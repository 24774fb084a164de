// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MemoKey;

/**
 * What FETCH asks of a message again and again, computed in one reading: ENVELOPE, BODY and BODYSTRUCTURE in wire form
 * and where the parts lie. It fits into a memo value. Immutable, may be shared by threads.
 */
public final class MimeSummary {
    /** Where a store keeps it with a message. */
    public static final MemoKey KEY = new MemoKey("imap.mime", SummaryForm.VERSION, "");

    private final Layout layout;
    private final byte[] envelope;
    private final BodyStructure structure;

    MimeSummary(Layout layout, byte[] envelope, BodyStructure structure) {
        this.layout = layout;
        this.envelope = envelope;
        this.structure = structure;
    }

    /** Reads a message; throws only what the source throws. */
    public static MimeSummary of(Content message) {
        return of(MimeScanner.scan(message));
    }

    /** Takes the parts of a whole message. */
    public static MimeSummary of(MimePart root) {
        return new MimeSummary(root.layout(), root.envelope, BodyStructure.of(root));
    }

    /** The envelope with its parentheses (RFC 3501 §7.4.2). Strings with octets above 127 are literals. */
    public ByteBuffer envelope() {
        return ByteBuffer.wrap(envelope).asReadOnlyBuffer();
    }

    /** The body structure without extension data (RFC 3501 §7.4.2, BODY). */
    public ByteBuffer body() {
        return ByteBuffer.wrap(structure.body());
    }

    /** The body structure with extension data (RFC 3501 §7.4.2, BODYSTRUCTURE). */
    public ByteBuffer bodyStructure() {
        return ByteBuffer.wrap(structure.octets()).asReadOnlyBuffer();
    }

    /** Where the parts lie. */
    public Layout layout() {
        return layout;
    }

    /** The memo value; empty when it would be longer than {@link MemoKey#VALUE_LIMIT}. */
    public Optional<byte[]> encode() {
        byte[] value = SummaryForm.encode(layout, envelope, structure);
        return value.length <= MemoKey.VALUE_LIMIT ? Optional.of(value) : Optional.empty();
    }

    /** Reads a memo value; empty when it is damaged or of another version. */
    public static Optional<MimeSummary> decode(ByteBuffer memo) {
        byte[] value = new byte[memo.remaining()];
        memo.duplicate().get(value);
        return SummaryForm.decode(value);
    }
}
