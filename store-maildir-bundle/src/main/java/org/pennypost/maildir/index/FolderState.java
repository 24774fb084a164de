// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.maildir.name.FileName;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.KeywordTable;

/** All that is known of one mailbox. Guarded by the lock of its {@link Folder}. */
final class FolderState {
    final Journal journal = new Journal();
    MessageTable table = new MessageTable();
    KeywordTable keywords = new KeywordTable();

    /** file names that are not as we would give them, by UID */
    final Map<Long, String> odd = new HashMap<>();

    ExpungeLog expunges = new ExpungeLog(0);
    String guid = "";
    long uidValidity;
    long uidNext = 1;
    long modSeq = 1;

    /** the first UID that nobody has claimed as recent */
    long recentFrom = 1;

    private final Map<Long, Flags> views = new HashMap<>();

    /** Returns the flags of a word as clients see them. */
    Flags flags(long word) {
        long visible = FlagWord.visible(word);
        if (views.size() > 1000) {
            views.clear();
        }
        return views.computeIfAbsent(visible, w -> {
            List<Flag> names = keywords.names(FlagWord.keywords(w));
            return Flags.of(FlagWord.system(w), names);
        });
    }

    /** Forgets how flags look, because a keyword has another name. */
    void renamed() {
        views.clear();
    }

    /** Returns the bits of flags, or −1 if a keyword among them has no number. */
    long word(Flags flags) {
        long word = flags.systemBits();
        for (Flag keyword : flags.keywords()) {
            int index = keywords.indexOf(keyword);
            if (index < 0) {
                return -1;
            }
            word |= FlagWord.keyword(index);
        }
        return word;
    }

    /** Returns the name of a message's file, seen from the mailbox's folder. */
    String file(int index, String base) {
        long word = table.word(index);
        String place = (word & FlagWord.IN_NEW) != 0 ? "new/" : "cur/";
        if ((word & FlagWord.ODD) != 0) {
            String name = odd.get(table.uid(index));
            if (name != null) {
                return place + name;
            }
        }
        return place + ((word & FlagWord.IN_NEW) != 0 ? base : FileName.cur(base, word));
    }

    /** Adds a message; {@link MessageTable#publish} shows it. */
    void add(MessageTable.Row row) {
        table.add(row);
        journal.row(table, table.size() - 1);
    }

    /** Gives a message other flags at a mod-sequence. */
    void flags(int index, long word, long at) {
        table.flags(index, word, at);
        journal.row(table, index);
    }

    /** Gives a message another place or oddity, which no client sees. */
    void place(int index, long word) {
        table.word(index, word);
        journal.row(table, index);
    }

    /** Keeps the name of a file that is not as we would give it. */
    void odd(long uid, String file) {
        if (!file.equals(odd.put(uid, file))) {
            journal.odd(uid, file);
        }
    }

    /** Takes messages out and remembers that they went. */
    void expunge(int[] gone, int count, long at) {
        for (int i = 0; i < count; i++) {
            long uid = table.uid(gone[i]);
            odd.remove(uid);
            expunges.add(uid, at);
        }
        journal.gone(Journal.GONE, expunges, Math.max(0, expunges.size() - count), expunges.size());
        for (int i = 0; i < count; i++) {
            long keywords = FlagWord.keywords(FlagWord.visible(table.word(gone[i])));
            if (keywords != 0) {
                long uid = table.uid(gone[i]);
                ExpungeLog.Former former = new ExpungeLog.Former(keywords, table.modSeq(gone[i]));
                expunges.keep(uid, former);
                journal.former(uid, former);
            }
        }
        table.remove(gone, count);
    }

    /** Forgets everything but the identity. */
    void clear() {
        journal.take();
        table = new MessageTable();
        keywords = new KeywordTable();
        odd.clear();
        expunges = new ExpungeLog(0);
        uidNext = 1;
        modSeq = 1;
        recentFrom = 1;
        views.clear();
    }
}
