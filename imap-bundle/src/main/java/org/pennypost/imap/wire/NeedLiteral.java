// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

import java.util.function.Function;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.LiteralSink;
import org.pennypost.api.net.Outcome;

/** Parsing has met a literal that was announced and has not come yet; where it goes is a value, so parsing stays pure. */
public final class NeedLiteral extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LiteralSink sink;
    private final transient Function<Outcome, Call> refusing;

    NeedLiteral(LiteralSink sink) {
        this(sink, no -> (session, out) -> no);
    }

    private NeedLiteral(LiteralSink sink, Function<Outcome, Call> refusing) {
        super("literal", null, false, false);
        this.sink = sink;
        this.refusing = refusing;
    }

    /** Returns the same for a command that has something to do when the literal is refused. */
    public NeedLiteral refusing(Function<Outcome, Call> call) {
        return new NeedLiteral(sink, call);
    }

    /** Returns what gives an outcome to the command, whose literal is refused. */
    public Function<Outcome, Call> refusing() {
        return refusing;
    }

    /** Returns where the literal shall go. */
    public LiteralSink sink() {
        return sink;
    }
}
