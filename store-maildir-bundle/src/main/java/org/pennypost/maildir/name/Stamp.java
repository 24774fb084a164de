// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * Which version of a file one has seen.
 *
 * @param identity of the file itself; two files of one name differ in it
 * @param size in octets
 * @param time of the last change, in nanoseconds since 1970-01-01T00:00Z
 */
public record Stamp(long identity, long size, long time) {
    /** The stamp of a file that is not there. */
    public static final Stamp NONE = new Stamp(0, -1, 0);

    /** Looks at a file. */
    public static Stamp of(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = now.fileKey();
            return new Stamp(
                    key == null ? 1 : FileName.hash(key.toString()),
                    now.size(),
                    now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /** Tells whether the file was there. */
    public boolean exists() {
        return size >= 0;
    }
}
