// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.KeywordTable;

/** Gives numbers to keywords that a mailbox has not seen before. Under the lock of a {@link Folder}. */
final class KeywordNumbers {
    private final Folder folder;

    KeywordNumbers(Folder folder) {
        this.folder = folder;
    }

    /**
     * Returns the bits of flags; keywords without a number get one.
     *
     * @throws MailException LIMIT if none is left: then nothing has changed
     */
    long word(Flags flags) throws IOException {
        long word = folder.state.word(flags);
        if (word >= 0) {
            return word;
        }
        try (DotLock lock = folder.source.lock()) {
            return number(flags);
        }
    }

    private long number(Flags flags) throws IOException {
        KeywordTable table = folder.state.keywords;
        table.reload(folder.paths.keywords());
        folder.state.renamed();
        List<Flag> unknown = new ArrayList<>();
        for (Flag keyword : flags.keywords()) {
            if (table.indexOf(keyword) < 0) {
                unknown.add(keyword);
            }
        }
        if (unknown.size() > table.room(folder.keywords)) {
            throw new MailException(Problem.LIMIT, "a mailbox keeps at most " + folder.keywords + " keywords");
        }
        boolean letters = false;
        for (Flag keyword : unknown) {
            int index = table.free();
            table.set(index, keyword);
            letters |= index < FlagWord.LETTERS;
        }
        if (letters) {
            write(table, unknown);
        }
        unknown.forEach(keyword -> folder.state.journal.keyword(table.indexOf(keyword), keyword));
        return folder.state.word(flags);
    }

    private void write(KeywordTable table, List<Flag> unknown) throws IOException {
        boolean written = false;
        try {
            SmallFile.replace(folder.paths.keywords(), table.text(), StandardCharsets.US_ASCII, folder.fsync.changes());
            written = true;
        } finally {
            if (!written) {
                // a number that no other program can read must not get into a file name
                unknown.forEach(keyword -> table.clear(table.indexOf(keyword)));
            }
        }
    }
}
