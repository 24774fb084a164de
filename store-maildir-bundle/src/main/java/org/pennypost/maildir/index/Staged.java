// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Flags;

/**
 * A message that is complete on the disk, in tmp/, and waits to be filed.
 *
 * @param file in tmp/ of the mailbox it goes to
 * @param base the base it gets
 * @param flags the flags it gets
 * @param size in wire form, or {@link MessageTable#NO_SIZE}
 * @param date internal date in seconds, or {@link MessageTable#NO_DATE}
 * @param from the message it is a copy of, null if it is none
 */
public record Staged(
        Path file,
        String base,
        Flags flags,
        long size,
        long date,
        @Nullable Origin from) {
    /**
     * A message in another folder, or the same.
     *
     * @param uniqueId what POP3 has called it, null if that is not written down
     */
    public record Origin(
            Folder folder, long uid, String base, @Nullable String uniqueId) {}
}
