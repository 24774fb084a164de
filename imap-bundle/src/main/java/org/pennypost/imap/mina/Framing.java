// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mina;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pennypost.imap.wire.Announced;
import org.pennypost.imap.wire.Frames;

/**
 * Cuts octets into lines and literals, before anything is parsed, so that a broken command never eats the next one (engine
 * rule 3). It holds no more than the frames of one command: what is too long or not wanted is dropped as it comes.
 */
public final class Framing {
    /** From here on a line without its end is taken out of transport's buffer, which might not hold all of it. */
    private static final int LONG = 8 * 1024;

    private static final int TAIL = 32;

    private final Frames frames;
    private Mode mode = Mode.LINE;
    private long left;
    private int searched;
    private @Nullable Consumer<ByteBuffer> target;
    private byte[] tail = new byte[0];
    private int tailLength;
    private long dropped;

    /** What has come. */
    public enum Piece {
        /** Nothing whole yet. */
        NOTHING,
        /** A line is in the frames, without its CRLF. */
        LINE,
        /** The line is longer than allowed; the rest of it is being dropped. */
        TOO_LONG,
        /** The literal is complete. */
        LITERAL,
        /** What was to be dropped has been dropped, up to the end of the command. */
        DROPPED,
        /** More has been dropped than anybody may send. */
        FLOOD
    }

    /** What is being collected. */
    public enum Mode {
        /** A line. */
        LINE,
        /** A literal. */
        LITERAL,
        /** A literal that nobody wants. */
        DROP,
        /** The rest of a line that nobody wants. */
        DROP_LINE
    }

    /**
     * How much may be sent.
     *
     * @param frames octets of one command without stored literals
     * @param dropped octets of literals that nobody wants
     */
    public record Limits(int frames, long dropped) {}

    /** Makes a framing that fills these frames. */
    public Framing(Frames frames) {
        this.frames = frames;
    }

    /** Takes octets until something is whole or there are no more. */
    public Piece take(ByteBuffer in, Limits limits) {
        return switch (mode) {
            case LINE -> line(in, limits);
            case LITERAL -> literal(in);
            case DROP -> drop(in);
            case DROP_LINE -> dropLine(in, limits);
        };
    }

    private Piece line(ByteBuffer in, Limits limits) {
        int from = in.position();
        int end = find(in, from + Math.min(searched, in.remaining()));
        int count = (end < 0 ? in.limit() : end) - from;
        if (frames.length() + count > limits.frames) {
            keepTail(in, from, count);
            if (frames.length() == 0) {
                frames.append(in, Math.min(count, TAIL));
            }
            in.position(from + count);
            searched = 0;
            mode = Mode.DROP_LINE;
            return Piece.TOO_LONG;
        }
        if (end < 0) {
            searched = count;
            if (count >= LONG) {
                frames.append(in, count);
                searched = 0;
            }
            return Piece.NOTHING;
        }
        frames.append(in, count);
        in.position(end + 1);
        frames.chop();
        searched = 0;
        return Piece.LINE;
    }

    private static int find(ByteBuffer in, int from) {
        for (int i = from; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Piece literal(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        ByteBuffer part = in.slice(in.position(), count);
        in.position(in.position() + count);
        left -= count;
        if (target != null) {
            target.accept(part);
        } else {
            frames.append(part, count);
        }
        if (mode != Mode.LITERAL) {
            return Piece.NOTHING;
        }
        return literalEnd();
    }

    /** Returns that the literal is complete, if it is; otherwise that nothing is. */
    public Piece literalEnd() {
        if (mode != Mode.LITERAL || left > 0) {
            return Piece.NOTHING;
        }
        mode = Mode.LINE;
        target = null;
        return Piece.LITERAL;
    }

    private Piece drop(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        in.position(in.position() + count);
        left -= count;
        if (left == 0) {
            mode = Mode.DROP_LINE;
            tailLength = 0;
        }
        return Piece.NOTHING;
    }

    private Piece dropLine(ByteBuffer in, Limits limits) {
        int from = in.position();
        int end = find(in, from);
        int count = (end < 0 ? in.limit() : end) - from;
        keepTail(in, from, count);
        dropped += count;
        in.position(end < 0 ? in.limit() : end + 1);
        if (end < 0) {
            return dropped > limits.dropped * 64 ? Piece.FLOOD : Piece.NOTHING;
        }
        if (tailLength > 0 && tail[tailLength - 1] == '\r') {
            tailLength--;
        }
        Optional<Announced> more = Frames.announced(tail, tailLength);
        if (more.isPresent() && !more.get().waits()) {
            if (more.get().size() > limits.dropped) {
                return Piece.FLOOD;
            }
            drop(more.get().size());
            return Piece.NOTHING;
        }
        mode = Mode.LINE;
        tail = new byte[0];
        tailLength = 0;
        dropped = 0;
        return Piece.DROPPED;
    }

    private void keepTail(ByteBuffer in, int from, int count) {
        int kept = Math.min(tailLength, TAIL);
        int more = Math.min(count, TAIL);
        byte[] both = Arrays.copyOf(Arrays.copyOfRange(tail, tailLength - kept, tailLength), kept + more);
        for (int i = 0; i < more; i++) {
            both[kept + i] = in.get(from + count - more + i);
        }
        tail = both;
        tailLength = both.length;
    }

    /**
     * Collects a literal next.
     *
     * @param to takes it as it comes; null puts it into the frames
     */
    public void literal(long size, @Nullable Consumer<ByteBuffer> to) {
        mode = Mode.LITERAL;
        left = size;
        target = to;
    }

    /** Drops a literal next, and the rest of its command. */
    public void drop(long size) {
        mode = size == 0 ? Mode.DROP_LINE : Mode.DROP;
        left = size;
        target = null;
        tailLength = 0;
    }

    /** Drops what is left of the literal that is coming, and the rest of its command. */
    public void dropRest() {
        drop(left);
    }

    /** Drops the rest of the line. */
    public void dropLine() {
        mode = Mode.DROP_LINE;
        tailLength = 0;
    }

    /** Returns what is being collected. */
    public Mode mode() {
        return mode;
    }

    /** Returns how many octets of a literal are still to come. */
    public long left() {
        return left;
    }
}
