// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.conformance.server.RawClient;

/**
 * A client that believes what it is told: it keeps the UIDs by message number from untagged responses alone, and fails when
 * they contradict each other or come at a moment when they must not (RFC 3501 §7.4.1).
 */
final class ModelClient {
    /** The UID of a message of which only the number is known. */
    private static final long UNKNOWN = 0;

    private static final int REMEMBERED = 40;
    private static final Pattern ROW = Pattern.compile("\\* (\\d+) (EXISTS|EXPUNGE|RECENT|FETCH)(.*)");
    private static final Pattern UID = Pattern.compile("[ (]UID (\\d+)");

    private final RawClient client;
    private final List<Long> uids = new ArrayList<>();
    private final Deque<String> dialogue = new ArrayDeque<>();

    ModelClient(RawClient client) {
        this.client = client;
    }

    /** Returns the number of messages. */
    int size() {
        return uids.size();
    }

    List<Long> uids() {
        return uids;
    }

    /**
     * Carries out a command.
     *
     * @param numbers whether EXPUNGE is forbidden meanwhile: FETCH, STORE and SEARCH
     * @return the completion
     */
    String run(String command, boolean numbers) throws IOException {
        remember("C: " + command);
        client.send("t " + command + "\r\n");
        while (true) {
            String line = client.line();
            if (line == null) {
                throw wrong("the connection has ended");
            }
            remember("S: " + line);
            if (line.startsWith("t ")) {
                if (line.startsWith("t BAD")) {
                    throw wrong("a command in order is called BAD");
                }
                return line;
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                take(Integer.parseInt(row.group(1)), row.group(2), row.group(3), numbers);
            } else if (line.startsWith("* SEARCH") && !command.startsWith("UID")) {
                numbersOf(line);
            }
        }
    }

    private void numbersOf(String search) {
        for (String number : search.substring("* SEARCH".length()).trim().split(" ")) {
            if (!number.isEmpty() && Integer.parseInt(number) > uids.size()) {
                throw wrong("SEARCH finds a message number that is not there");
            }
        }
    }

    private void take(int number, String kind, String rest, boolean numbers) {
        switch (kind) {
            case "EXISTS" -> {
                if (number < uids.size()) {
                    throw wrong("EXISTS shrinks without EXPUNGE");
                }
                while (uids.size() < number) {
                    uids.add(UNKNOWN);
                }
            }
            case "EXPUNGE" -> {
                if (numbers) {
                    throw wrong("EXPUNGE while numbers are in use");
                }
                check(number);
                uids.remove(number - 1);
            }
            case "FETCH" -> {
                check(number);
                Matcher uid = UID.matcher(rest);
                if (uid.find()) {
                    learn(number, Long.parseLong(uid.group(1)));
                }
            }
            default -> {
                if (number > uids.size()) {
                    throw wrong("more messages are recent than there are");
                }
            }
        }
    }

    private void learn(int number, long uid) {
        long known = uids.set(number - 1, uid);
        if (known != UNKNOWN && known != uid) {
            throw wrong("message " + number + " had UID " + known);
        }
        for (int i = 1; i < uids.size(); i++) {
            if (uids.get(i) != UNKNOWN && uids.get(i) <= uids.get(i - 1)) {
                throw wrong("UIDs do not ascend: " + uids);
            }
        }
    }

    private void check(int number) {
        if (number < 1 || number > uids.size()) {
            throw wrong("there is no message " + number + " of " + uids.size());
        }
    }

    private void remember(String line) {
        dialogue.add(line);
        if (dialogue.size() > REMEMBERED) {
            dialogue.remove();
        }
    }

    private AssertionError wrong(String what) {
        return new AssertionError(what + "\n" + String.join("\n", dialogue));
    }
}
