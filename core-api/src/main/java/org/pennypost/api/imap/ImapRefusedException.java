// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.Objects;
import org.pennypost.api.net.ResponseCode;

/** A command is understood and cannot be carried out, for a reason that has a response code of its own: NO. */
public final class ImapRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ResponseCode code;

    /**
     * Makes an exception.
     *
     * @param code such as {@code USEATTR} (RFC 6154 §3)
     * @param text for a person, one line
     */
    public ImapRefusedException(ResponseCode code, String text) {
        super(text);
        this.code = Objects.requireNonNull(code);
    }

    /** Returns what a program can read. */
    public ResponseCode code() {
        return code;
    }
}
