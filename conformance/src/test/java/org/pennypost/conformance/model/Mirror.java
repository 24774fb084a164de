// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A selected mailbox as one client has been told of it. What contradicts itself is an AssertionError. */
final class Mirror {
    /** The UID of a message of which only the number is known. */
    static final long UNKNOWN = 0;

    final String mailbox;
    final boolean readOnly;
    final int session;

    /** by message number, {@link #UNKNOWN} where only the number is known */
    final List<Long> uids = new ArrayList<>();

    /** by UID, without \Recent */
    final TreeMap<Long, Set<String>> flags = new TreeMap<>();

    final TreeMap<Long, Long> modSeqs = new TreeMap<>();
    final Set<String> announced = new TreeSet<>();
    long uidValidity;

    /** up to where the client is in step, as RFC 7162 §6 lets it compute that */
    long highest;

    private long seen;
    private long given = -1;

    Mirror(String mailbox, boolean readOnly, int session) {
        this.mailbox = mailbox;
        this.readOnly = readOnly;
        this.session = session;
    }

    /** Takes over what is remembered of a former session. */
    void remember(Mirror before) {
        flags.putAll(before.flags);
        modSeqs.putAll(before.modSeqs);
        highest = before.highest;
        seen = highest;
        uidValidity = before.uidValidity;
    }

    void exists(int number) {
        if (number < uids.size()) {
            throw new AssertionError("EXISTS shrinks without EXPUNGE");
        }
        while (uids.size() < number) {
            uids.add(UNKNOWN);
        }
    }

    /** Returns the UID of the message that went. */
    long expunge(int number) {
        check(number);
        long uid = uids.remove(number - 1);
        forget(uid);
        return uid;
    }

    void vanished(long uid) {
        int at = uids.indexOf(uid);
        if (at < 0) {
            at = place(uid);
        }
        if (at < 0) {
            throw new AssertionError("VANISHED " + uid + ", which is not counted: " + uids);
        }
        uids.remove(at);
        forget(uid);
    }

    /** where, among messages whose UID is not known, this one must be */
    private int place(long uid) {
        int at = 0;
        for (int i = 0; i < uids.size(); i++) {
            if (uids.get(i) != UNKNOWN && uids.get(i) < uid) {
                at = i + 1;
            }
        }
        return at < uids.size() && uids.get(at) == UNKNOWN ? at : -1;
    }

    void vanishedEarlier(long uid) {
        if (uids.contains(uid)) {
            throw new AssertionError("VANISHED (EARLIER) " + uid + ", which is counted: " + uids);
        }
        forget(uid);
    }

    private void forget(long uid) {
        flags.remove(uid);
        modSeqs.remove(uid);
    }

    void learn(int number, long uid) {
        check(number);
        long known = uids.set(number - 1, uid);
        if (known != UNKNOWN && known != uid) {
            throw new AssertionError("message " + number + " had UID " + known + " and has " + uid);
        }
        long last = 0;
        for (long each : uids) {
            if (each != UNKNOWN) {
                if (each <= last) {
                    throw new AssertionError("UIDs do not ascend: " + uids);
                }
                last = each;
            }
        }
    }

    void check(int number) {
        if (number < 1 || number > uids.size()) {
            throw new AssertionError("there is no message " + number + " of " + uids.size());
        }
    }

    /**
     * A row tells flags.
     *
     * @param modSeq 0 if it does not tell it
     */
    void flags(long uid, Set<String> now, long modSeq) {
        Set<String> before = flags.get(uid);
        if (before != null && modSeq > 0 && modSeq <= highest && !before.equals(now)) {
            throw new AssertionError("message " + uid + " has " + now + " since " + modSeq
                    + ", but the client, who is at " + highest + ", was told " + before);
        }
        flags.put(uid, now);
        for (String flag : now) {
            if (!announced.contains(flag)) {
                throw new AssertionError("flag " + flag + " has not been announced by FLAGS " + announced);
            }
        }
    }

    void modSeq(long uid, long modSeq) {
        Long before = modSeqs.put(uid, modSeq);
        if (before != null && before > modSeq) {
            throw new AssertionError("MODSEQ of " + uid + " goes back from " + before + " to " + modSeq);
        }
    }

    void seen(long modSeq) {
        seen = Math.max(seen, modSeq);
    }

    /** A HIGHESTMODSEQ code has been heard. */
    void given(long modSeq) {
        given = modSeq;
    }

    /** A command is completed: RFC 7162 §6. */
    void completed() {
        if (given >= 0) {
            highest = given;
            seen = given;
        } else {
            highest = Math.max(highest, seen);
        }
        given = -1;
    }

    boolean allKnown() {
        return !uids.contains(UNKNOWN);
    }

    /** Fails if something is remembered that is not there. */
    void checkGhosts() {
        if (allKnown() && !uids.containsAll(flags.keySet())) {
            Set<Long> ghosts = new TreeSet<>(flags.keySet());
            uids.forEach(ghosts::remove);
            throw new AssertionError("messages went, and the client has not been told: " + ghosts);
        }
    }
}
