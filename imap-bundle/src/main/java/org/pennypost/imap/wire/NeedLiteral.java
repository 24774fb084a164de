// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import org.pennypost.api.imap.LiteralSink;

/** Parsing has met a literal that was announced and has not come yet; where it goes is a value, so parsing stays pure. */
public final class NeedLiteral extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LiteralSink sink;

    NeedLiteral(LiteralSink sink) {
        super("literal", null, false, false);
        this.sink = sink;
    }

    /** Returns where the literal shall go. */
    public LiteralSink sink() {
        return sink;
    }
}
