// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Objects;

/** What a store knows of a message without opening it. */
public final class MessageMeta {
    /** The size that was not asked for and is not known. */
    public static final long UNKNOWN = -1;

    private final long uid;
    private final long modSeq;
    private final Flags flags;
    private final long size;
    private final long internalDate;

    /**
     * Makes the record of one message.
     *
     * @param uid 1 to 4294967295
     * @param modSeq 1 to 2^63 − 1 (RFC 7162 §3.1)
     * @param flags without {@code \Recent}, which belongs to a session
     * @param size octets in wire form, or {@link #UNKNOWN}
     * @param internalDate seconds since 1970-01-01T00:00Z
     */
    public MessageMeta(long uid, long modSeq, Flags flags, long size, long internalDate) {
        this.uid = uid;
        this.modSeq = modSeq;
        this.flags = Objects.requireNonNull(flags);
        this.size = size;
        this.internalDate = internalDate;
    }

    /** Returns the UID, 1 to 4294967295. */
    public long uid() {
        return uid;
    }

    /** Returns the mod-sequence of the last change (RFC 7162 §3.1). */
    public long modSeq() {
        return modSeq;
    }

    /** Returns the flags, without {@code \Recent}. */
    public Flags flags() {
        return flags;
    }

    /** Returns the octets of the message in wire form (lines end in CRLF), or {@link #UNKNOWN} if not asked for. */
    public long size() {
        return size;
    }

    /** Returns the internal date in seconds since 1970-01-01T00:00Z (RFC 9051 §2.3.3). */
    public long internalDate() {
        return internalDate;
    }

    @Override
    public String toString() {
        return "message " + uid + " (" + flags + ") modseq " + modSeq;
    }
}
