// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;

/**
 * The keywords of a mailbox by number. Numbers 0 to 25 are kept in dovecot-keywords, which all programs share; those beyond
 * live in our index only. Not for use by several threads.
 */
public final class KeywordTable {
    private final @Nullable Flag[] flags = new Flag[FlagWord.KEYWORDS];
    private long seen = -1;

    /** Returns the number of a keyword, −1 if it has none. */
    public int indexOf(Flag keyword) {
        for (int i = 0; i < flags.length; i++) {
            if (keyword.equals(flags[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Returns a free number, −1 if all are taken. */
    public int free() {
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] == null) {
                return i;
            }
        }
        return -1;
    }

    /** Returns how many numbers are free. */
    public int freeCount() {
        int count = 0;
        for (Flag flag : flags) {
            count += flag == null ? 1 : 0;
        }
        return count;
    }

    /** Returns how many keywords a mailbox may still get that may have so many. */
    public int room(int most) {
        return Math.max(0, freeCount() - (FlagWord.KEYWORDS - most));
    }

    /** Gives a number to a keyword. */
    public void set(int index, Flag keyword) {
        flags[index] = keyword;
    }

    /** Takes a number back that no message has. */
    public void clear(int index) {
        flags[index] = null;
    }

    /** Returns the keyword of a number. */
    public @Nullable Flag get(int index) {
        return flags[index];
    }

    /** Returns the names of a set of bits, the first keyword at bit 0; a letter without a name is passed over. */
    public List<Flag> names(long keywords) {
        List<Flag> names = new ArrayList<>();
        for (int i = 0; i < flags.length; i++) {
            Flag flag = flags[i];
            if ((keywords >>> i & 1) != 0 && flag != null) {
                names.add(flag);
            }
        }
        return names;
    }

    /** Returns all keywords. */
    public Flags all() {
        return Flags.of(0, names(-1L));
    }

    /**
     * Reads dovecot-keywords if it has changed since it was last read.
     *
     * @return whether something is different now
     */
    public boolean reload(Path file) throws IOException {
        long now;
        List<String> lines;
        try {
            now = Files.getLastModifiedTime(file).toMillis();
            if (now == seen && System.currentTimeMillis() - now > 2000) {
                return false;
            }
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return false;
        }
        seen = now;
        boolean changed = false;
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space < 1) {
                continue;
            }
            try {
                int index = Integer.parseInt(line.substring(0, space));
                Flag flag = Flag.of(line.substring(space + 1));
                if (index >= 0 && index < FlagWord.LETTERS && !flag.equals(flags[index])) {
                    changed |= place(index, flag);
                }
            } catch (NumberFormatException | MailException e) {
                // a line that means nothing to us is left to those who wrote it
                continue;
            }
        }
        return changed;
    }

    private boolean place(int index, Flag flag) {
        int former = indexOf(flag);
        if (former >= FlagWord.LETTERS) {
            flags[former] = null;
        }
        flags[index] = flag;
        return true;
    }

    /** Returns the text of dovecot-keywords. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FlagWord.LETTERS; i++) {
            Flag flag = flags[i];
            if (flag != null) {
                text.append(i).append(' ').append(flag.name()).append('\n');
            }
        }
        return text.toString();
    }
}
