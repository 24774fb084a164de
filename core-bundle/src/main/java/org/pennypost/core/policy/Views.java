// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.Delta;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Progress;

/** UID lists without what is hidden, shared by all sessions that look at a mailbox by the same rule. */
final class Views {
    private static final int MOST = 512;

    private final Map<Key, View> views = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, View> eldest) {
            return size() > MOST;
        }
    };

    private record Key(String user, MailboxId mailbox, Set<Flag> hidden) {}

    /**
     * A mailbox at one moment.
     *
     * @param modSeq of the moment
     * @param uids what is seen
     * @param hidden what is not
     */
    record View(long modSeq, UidList uids, UidSet hidden) {}

    /** Forgets everything, because another store serves. */
    void clear() {
        synchronized (views) {
            views.clear();
        }
    }

    /** Returns what a session sees of a mailbox at a moment. */
    View of(Sight sight, MailboxId id, Mailbox mailbox, Delta.Now now) {
        Key key = new Key(sight.user(), id, sight.hidden());
        View view = get(key);
        if (view == null || view.modSeq != now.modSeq()) {
            UidSet hidden = mailbox.search(sight.hiddenQuery(), Progress.NONE).matches();
            view = new View(now.modSeq(), without(now.uids(), hidden), hidden);
            synchronized (views) {
                views.put(key, view);
            }
        }
        return view.hidden.isEmpty() ? new View(view.modSeq, now.uids(), UidSet.EMPTY) : view;
    }

    private @Nullable View get(Key key) {
        synchronized (views) {
            return views.get(key);
        }
    }

    private static UidList without(UidList uids, UidSet hidden) {
        if (hidden.isEmpty()) {
            return UidList.EMPTY;
        }
        int[] seen = new int[uids.size()];
        int count = 0;
        int range = 0;
        for (int i = 0; i < uids.size(); i++) {
            long uid = uids.uid(i);
            while (range < hidden.ranges() && hidden.last(range) < uid) {
                range++;
            }
            if (range == hidden.ranges() || hidden.first(range) > uid) {
                seen[count++] = (int) uid;
            }
        }
        return UidList.over(seen, count);
    }
}
