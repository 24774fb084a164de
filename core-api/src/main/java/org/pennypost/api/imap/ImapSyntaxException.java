// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

/** A command is not in the grammar: BAD, with what was expected and where. */
public final class ImapSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * Makes an exception.
     *
     * @param offset octets from the beginning of the command
     * @param expected what should have stood there, such as {@code SP after mailbox}
     */
    public ImapSyntaxException(int offset, String expected) {
        super("expected " + expected + " at octet " + offset);
        this.offset = offset;
    }

    /** Returns the octets from the beginning of the command. */
    public int offset() {
        return offset;
    }
}
