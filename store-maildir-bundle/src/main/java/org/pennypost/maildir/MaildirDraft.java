// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Draft;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.index.Trouble;
import org.pennypost.maildir.index.WireSize;

/**
 * A message being written, as a file in tmp/. Its octets stay as the client sent them. Its base is also its file name, so
 * that a token need only name mailbox and file.
 */
final class MaildirDraft implements Draft {
    /** Most octets of a message. */
    static final long MOST = 0xFFFFFFF0L;

    private final Path file;
    private final String token;
    private @Nullable FileChannel channel;
    private final WireSize wire;
    private long size;
    private boolean used;

    private MaildirDraft(Path file, String token, FileChannel channel, WireSize wire, long size) {
        this.file = file;
        this.token = token;
        this.channel = channel;
        this.wire = wire;
        this.size = size;
    }

    /** Begins a message. */
    static MaildirDraft begin(Path file, String token) {
        try {
            return new MaildirDraft(file, token, fresh(file), new WireSize(), 0);
        } catch (IOException e) {
            throw Trouble.of(e, file);
        }
    }

    private static FileChannel fresh(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            Owner.file(file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /** Takes a message up again. */
    static MaildirDraft resume(Path file, String token) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            WireSize wire = new WireSize();
            wire.count(channel);
            return new MaildirDraft(file, token, channel, wire, channel.size());
        } catch (IOException e) {
            throw Trouble.of(e, file);
        }
    }

    @Override
    public void append(ByteBuffer octets) {
        FileChannel out = open();
        if (size + octets.remaining() > MOST) {
            throw new MailException(Problem.TOO_BIG, "a message has at most " + MOST + " octets");
        }
        try {
            wire.count(octets.duplicate());
            while (octets.hasRemaining()) {
                size += out.write(octets, size);
            }
        } catch (IOException e) {
            throw Trouble.of(e, file);
        }
    }

    private FileChannel open() {
        FileChannel out = channel;
        if (used || out == null) {
            throw new MailException(Problem.INTERNAL, "the draft is used up");
        }
        return out;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String token() {
        return token;
    }

    /** Returns the size in wire form. */
    long wireSize() {
        return wire.octets();
    }

    /** Returns the base that the message will get, without sizes. */
    String base() {
        return file.getFileName().toString();
    }

    /**
     * Puts the octets on the disk, with their date, in tmp/ of the mailbox they go to.
     *
     * @param tmp where the file must be
     * @param second internal date
     */
    Path complete(Path tmp, long second, FsyncPolicy fsync) throws IOException {
        FileChannel out = open();
        Files.setLastModifiedTime(file, FileTime.from(second, TimeUnit.SECONDS));
        if (fsync != FsyncPolicy.NEVER) {
            out.force(true);
        }
        Path there = tmp.resolve(base());
        if (!there.equals(file)) {
            Files.copy(file, there, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Owner.file(there);
            if (fsync != FsyncPolicy.NEVER) {
                try (FileChannel copy = FileChannel.open(there, StandardOpenOption.WRITE)) {
                    copy.force(true);
                }
            }
        }
        return there;
    }

    /** Notes that the message has been filed. */
    void filed() {
        abort();
    }

    @Override
    public void park() {
        used = true;
        close();
    }

    @Override
    public void abort() {
        if (used) {
            return;
        }
        park();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it goes with the other leftovers of tmp/
            return;
        }
    }

    private void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // a draft that must last has been forced before
            return;
        } finally {
            channel = null;
        }
    }
}
