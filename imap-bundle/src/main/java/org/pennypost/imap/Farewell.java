// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;

/** The last words of a conversation, and the last of a step: goodbye and closing, or a layer put under what follows. */
final class Farewell {
    private final ClientSession session;
    private Outcome.@Nullable Layered layer;
    private String layerTag = "";
    private boolean closing;
    private @Nullable String lastWord;
    private String reason = "";

    Farewell(ClientSession session) {
        this.session = session;
    }

    /** Says goodbye for a reason of ours, and closes. */
    void bye(String text) {
        if (!closing) {
            reason = text;
            session.writer().line("* BYE " + text);
            close();
        }
    }

    /** Says goodbye because somebody else wants it, and closes. */
    void end(String why) {
        bye("[UNAVAILABLE] " + why);
        reason = "killed: " + why;
    }

    /** Returns why the session has ended; empty while it has not. */
    String reason() {
        return reason;
    }

    /** Closes without a word more. */
    void close() {
        if (!closing) {
            reason = reason.isEmpty() ? "logout" : reason;
            closing = true;
            session.writer().flush();
            session.outlet().close();
        }
    }

    /** Writes nothing any more: the connection has gone, or is somebody else's. */
    void leave() {
        closing = true;
    }

    /** Says goodbye for this reason as soon as {@link #due} is called. */
    void after(String text) {
        lastWord = text;
    }

    /** Says the goodbye that waits, if one does. */
    void due() {
        if (lastWord != null) {
            bye(lastWord);
        }
    }

    /** Puts a layer under the connection at the end of the step, behind the tagged line of its command. */
    void layer(String tag, Outcome.Layered wanted) {
        layer = wanted;
        layerTag = tag;
    }

    /** Puts the layer under the connection that the last command asked for; the last thing in a step. */
    void addLayer() {
        if (layer != null) {
            session.writer().flush();
            Connection.Layer kind = layer.layer();
            session.outlet().layer(kind, Answers.line(layerTag, Outcome.done(layer.text())));
            layer = null;
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** Tells whether no further command may begin. */
    boolean isBusy() {
        return closing || layer != null;
    }
}
