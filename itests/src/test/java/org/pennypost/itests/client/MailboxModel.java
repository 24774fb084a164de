// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a client knows of the mailbox it has selected; it fails on what cannot be. */
public final class MailboxModel {
    private static final long UNKNOWN = 0;

    private final List<Row> rows = new ArrayList<>();
    private boolean opened;

    /** The mailbox has this many messages now (RFC 9051 §7.4.1). */
    void exists(int count) {
        if (opened && count < rows.size()) {
            throw new WrongAnswer("EXISTS " + count + " takes back some of " + rows.size() + " messages");
        }
        opened = true;
        while (rows.size() < count) {
            rows.add(new Row());
        }
    }

    /** A message has gone (RFC 9051 §7.5.1). */
    void expunge(int number) {
        row(number, "EXPUNGE");
        rows.remove(number - 1);
    }

    /** A message's UID and flags, as far as the response names them. */
    void fetch(int number, Optional<Long> uid, Optional<Set<String>> flags) {
        Row row = row(number, "FETCH");
        uid.ifPresent(value -> learn(number, row, value));
        flags.ifPresent(value -> row.flags = new TreeSet<>(value));
    }

    private void learn(int number, Row row, long uid) {
        if (row.uid != UNKNOWN && row.uid != uid) {
            throw new WrongAnswer("message " + number + " had UID " + row.uid + " and has " + uid);
        }
        if (number > 1 && rows.get(number - 2).uid != UNKNOWN) {
            if (rows.get(number - 2).uid >= uid) {
                throw new WrongAnswer("UID " + uid + " of " + number + " is not above " + rows.get(number - 2).uid);
            }
        }
        if (number < rows.size() && rows.get(number).uid != UNKNOWN && rows.get(number).uid <= uid) {
            throw new WrongAnswer("UID " + uid + " of " + number + " is not below " + rows.get(number).uid);
        }
        row.uid = uid;
    }

    private Row row(int number, String response) {
        if (number < 1 || number > rows.size()) {
            throw new WrongAnswer(response + " of message " + number + " of " + rows.size());
        }
        return rows.get(number - 1);
    }

    public int size() {
        return rows.size();
    }

    /** Returns the UIDs that are known, in order. */
    public List<Long> uids() {
        return rows.stream().map(row -> row.uid).filter(uid -> uid != UNKNOWN).toList();
    }

    /** Returns the flags of a UID, if both are known. */
    public Optional<Set<String>> flags(long uid) {
        return rows.stream()
                .filter(row -> row.uid == uid && row.flags != null)
                .map(row -> row.flags)
                .findFirst();
    }

    private static final class Row {
        private long uid = UNKNOWN;
        private Set<String> flags;
    }
}
