// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.pop3.wire.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Status lines, and the one place that catches what a command throws. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int LINE_LIMIT = 510;

    private final Sink sink;
    private final String id;
    private volatile String inside = "";

    Answers(Sink sink, String id) {
        this.sink = sink;
        this.id = id;
    }

    /** What a command may do. */
    interface Body {
        @Nullable
        Outcome run();
    }

    /** Runs a command. A failure becomes an answer; a fault of ours is logged as well. */
    @Nullable
    Outcome guarded(String word, Body body) {
        inside = word;
        try {
            return body.run();
        } catch (MailException e) {
            if (e.problem() == Problem.INTERNAL || e.problem() == Problem.CORRUPT) {
                LOG.error(Marks.CRASHES, "{} {} failed", id, word, e);
            }
            return Wording.of(e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error(Marks.CRASHES, "{} {} failed", id, word, e);
            return Wording.internal();
        } finally {
            inside = "";
        }
    }

    /** Any thread: returns the word of the command that a step is in; empty if it is in none. */
    String inside() {
        return inside;
    }

    /** Writes the line of a final outcome; one that is none is a fault of the command. */
    void write(String word, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            status("+OK", done.code().map(code -> code + " " + done.text()).orElse(done.text()));
        } else if (outcome instanceof Outcome.No no) {
            status("-ERR", no.code().map(code -> code + " " + no.text()).orElse(no.text()));
        } else if (outcome instanceof Outcome.Bye bye) {
            status("+OK", bye.text());
        } else {
            LOG.error(Marks.CRASHES, "{} {} answered {}", id, word, outcome);
            write(word, Wording.internal());
        }
    }

    /** Writes a status line; CR and LF in the text become spaces, and it is cut at 512 octets (RFC 2449 §4). */
    void status(String status, String text) {
        String line = text.isEmpty() && !status.equals("+") ? status : status + " " + text;
        byte[] octets = line.replace('\r', ' ').replace('\n', ' ').getBytes(StandardCharsets.UTF_8);
        sink.put(ByteBuffer.wrap(octets, 0, Math.min(octets.length, LINE_LIMIT)));
        sink.put(ByteBuffer.wrap("\r\n".getBytes(StandardCharsets.US_ASCII)));
    }
}
