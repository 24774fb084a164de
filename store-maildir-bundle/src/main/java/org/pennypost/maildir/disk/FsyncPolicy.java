// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What must be on the disk before a command is answered, in the words of Dovecot's {@code mail_fsync}. */
public enum FsyncPolicy {
    /** Every change. */
    ALWAYS,
    /** New messages, not flags and removals. */
    OPTIMIZED,
    /** Nothing: the operating system writes when it likes. */
    NEVER;

    /** Writes a directory to the disk where this policy asks for it after new messages. */
    public void arrival(Path dir) throws IOException {
        if (this != NEVER) {
            force(dir);
        }
    }

    /** Writes a directory to the disk where this policy asks for it after any change. */
    public void change(Path dir) throws IOException {
        if (this == ALWAYS) {
            force(dir);
        }
    }

    /** Tells whether a change that brings no message must be on the disk. */
    public boolean changes() {
        return this == ALWAYS;
    }

    /** Tells whether a new message must be on the disk, and what says which it is. */
    public boolean arrivals() {
        return this != NEVER;
    }

    /** Writes a directory to the disk. */
    static void force(Path dir) throws IOException {
        try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
