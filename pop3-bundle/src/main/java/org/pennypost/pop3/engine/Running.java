// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Snapshot;

/** The command in progress: what was typed, and what it waits for. */
final class Running {
    final String word;
    final String arguments;

    /** what it came with; null for a departed word that is waited for */
    Words.@Nullable Installed installed;

    Outcome.@Nullable Stream stream;
    Outcome.@Nullable Reply reply;
    Connection.@Nullable Timer timer;

    /** where the stream stood when it was taken away */
    @Nullable
    String position;

    Running(String word, String arguments) {
        this.word = word;
        this.arguments = arguments;
    }

    /** Reads a line: a word, in any case, and what follows it behind one space. */
    static Running of(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int space = text.indexOf(' ');
        String word = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        return new Running(word, space < 0 ? "" : text.substring(space + 1));
    }

    /** Takes up what {@link #snapshot} has written. */
    static Optional<Running> of(Snapshot snapshot) {
        return snapshot.text("word").map(word -> {
            Running command = new Running(word, snapshot.text("arguments").orElse(""));
            command.position = snapshot.text("position").orElse(null);
            return command;
        });
    }

    /** Becomes values; an empty position means that a line had been asked for. */
    Snapshot snapshot(Snapshot before) {
        Snapshot now = before.with("word", word).with("arguments", arguments);
        if (position != null || reply != null) {
            now = now.with("position", position == null ? "" : position);
        }
        return now;
    }

    /** Lets go of what belongs to a store. */
    void detach() {
        if (stream != null) {
            position = stream.position();
            stream.cancel();
            stream = null;
        }
    }

    /** Tells whether rows have been sent and no stream goes on with them. */
    boolean brokenOff() {
        return position != null && !position.isEmpty();
    }

    /** Lets go of what it waits for. */
    void cancel() {
        if (stream != null) {
            stream.cancel();
            stream = null;
        }
        if (reply != null) {
            reply.cancel();
            reply = null;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
