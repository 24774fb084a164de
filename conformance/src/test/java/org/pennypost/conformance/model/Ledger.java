// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all clients of one round together know of its mailboxes: which messages were made, which may go, who was told of what. */
final class Ledger {
    private final Map<String, Box> boxes = new HashMap<>();
    private final List<Copied> copies = new ArrayList<>();
    private int removals;
    private int sessions;

    /** What is known of one mailbox. */
    static final class Box {
        /** UID to size, which is different for each message that is not a copy; 0 while it is not known. */
        final Map<Long, Long> made = new TreeMap<>();

        /** A client made these. */
        final Set<Long> given = new HashSet<>();

        /** Somebody wanted these to go. */
        final Set<Long> mayGo = new HashSet<>();

        /** These went. */
        final Set<Long> went = new TreeSet<>();

        final Map<Long, Integer> recent = new HashMap<>();
        long highest;
    }

    private record Copied(Box from, long original, Box to, long copy) {}

    Box box(String mailbox) {
        return boxes.computeIfAbsent(mailbox, name -> new Box());
    }

    Set<String> mailboxes() {
        return boxes.keySet();
    }

    /** Returns a number for a mailbox being opened. */
    int session() {
        return ++sessions;
    }

    /** Another program has removed a file, we do not know which message's. */
    void removed() {
        removals++;
    }

    /** A message has been made. */
    void made(String mailbox, long uid, long size) {
        if (!box(mailbox).given.add(uid)) {
            throw new AssertionError("UID " + uid + " of " + mailbox + " is given twice");
        }
        size(mailbox, uid, size);
    }

    /** A message has been seen with a size. */
    void size(String mailbox, long uid, long size) {
        Map<Long, Long> made = box(mailbox).made;
        long before = made.getOrDefault(uid, 0L);
        made.put(uid, Math.max(before, size));
        if (before != 0 && size != 0 && before != size) {
            throw new AssertionError(
                    "message " + uid + " of " + mailbox + " has " + size + " octets, it had " + before);
        }
    }

    /** A client has been told that a message went. */
    void went(String mailbox, long uid) {
        box(mailbox).went.add(uid);
    }

    /** A message has been copied, with its flags: \Deleted is among them if somebody had set it. */
    void copied(String mailbox, long original, String target, long copy) {
        copies.add(new Copied(box(mailbox), original, box(target), copy));
    }

    private void followCopies() {
        boolean more = true;
        while (more) {
            more = false;
            for (Copied one : copies) {
                more |= one.from.mayGo.contains(one.original) && one.to.mayGo.add(one.copy);
            }
        }
    }

    /** Fails if more went than somebody wanted; once everybody has been heard. */
    void check() {
        followCopies();
        long unexplained = 0;
        StringBuilder which = new StringBuilder();
        for (Map.Entry<String, Box> box : boxes.entrySet()) {
            Set<Long> nobodys = new TreeSet<>(box.getValue().went);
            nobodys.removeAll(box.getValue().mayGo);
            unexplained += nobodys.size();
            which.append(' ').append(box.getKey()).append(nobodys);
        }
        if (unexplained > removals) {
            throw new AssertionError("messages went, and nobody wanted that:" + which);
        }
    }

    /** A session that may claim it has been told that a message is recent (RFC 3501 §2.3.2). */
    void recent(String mailbox, long uid, int session) {
        Integer before = box(mailbox).recent.putIfAbsent(uid, session);
        if (before != null && before != session) {
            throw new AssertionError("message " + uid + " of " + mailbox + " is recent to two sessions");
        }
    }

    /** Somebody has been told the highest mod-sequence, in answer to a question that was asked when it was at least this. */
    void highest(String mailbox, long modSeq, long atLeast) {
        if (modSeq < atLeast) {
            throw new AssertionError("HIGHESTMODSEQ of " + mailbox + " was " + atLeast + " and is " + modSeq);
        }
        Box box = box(mailbox);
        box.highest = Math.max(box.highest, modSeq);
    }
}
