// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.WrongAnswer;

/** What a mailbox must hold by what the server has answered: UIDs and the keys of their messages. Used by several sessions. */
final class Ledger {
    private final String mailbox;
    private final Map<Long, String> keys = new TreeMap<>();

    Ledger(String mailbox) {
        this.mailbox = mailbox;
    }

    String mailbox() {
        return mailbox;
    }

    synchronized void added(long uid, String key) {
        String other = keys.put(uid, key);
        if (other != null) {
            throw new WrongAnswer("UID " + uid + " of " + mailbox + " is given to " + key + " and " + other);
        }
    }

    synchronized void removed(long uid) {
        keys.remove(uid);
    }

    /** Fails if a UID is known for another message. */
    synchronized void check(long uid, String key) {
        String expected = keys.getOrDefault(uid, key);
        if (!expected.equals(key)) {
            throw new WrongAnswer("UID " + uid + " of " + mailbox + " is " + key + " instead of " + expected);
        }
    }

    /** Opens the mailbox, when nobody changes it, and compares everything. */
    synchronized void verify(ImapClient client) throws IOException {
        client.ok("EXAMINE " + mailbox);
        TreeMap<Long, String> found = new TreeMap<>();
        for (List<Object> row : client.ok("UID FETCH 1:* (BODY.PEEK[])").of("FETCH")) {
            List<?> items = (List<?>) row.get(2);
            long uid = Long.parseLong((String) ImapClient.item(items, "UID").orElseThrow());
            found.put(uid, TestMessage.check((String)
                    ImapClient.item(items, "BODY[]").orElseThrow()));
        }
        if (!found.equals(keys)) {
            TreeSet<Long> lost = new TreeSet<>(keys.keySet());
            lost.removeAll(found.keySet());
            TreeSet<Long> more = new TreeSet<>(found.keySet());
            more.removeAll(keys.keySet());
            throw new WrongAnswer(
                    mailbox + ": lost are UIDs " + lost + ", nobody stored " + more + ", " + found.size() + " in all");
        }
    }
}
