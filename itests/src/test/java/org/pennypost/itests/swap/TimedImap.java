// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.util.Set;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.WrongAnswer;

/** An IMAP client whose commands are counted and timed, and whose answers have to be by the right version. */
final class TimedImap implements AutoCloseable {
    private final ImapClient client;
    private final Load load;
    private final String who;

    TimedImap(ImapClient client, Load load, String who) {
        this.client = client;
        this.load = load;
        this.who = who;
    }

    ImapClient client() {
        return client;
    }

    /** Sends a command that has to end with OK. */
    Answer ok(String command) throws IOException {
        Set<String> versions = load.versions().allowed();
        long begin = System.nanoTime();
        Answer answer = client.ok(command);
        load.tally().answered(who, command, begin);
        load.versions().check(versions, answer.text());
        return answer;
    }

    /** Appends a message and returns its UID. */
    long append(String mailbox, String flags, byte[] message, boolean ask) throws IOException {
        Set<String> versions = load.versions().allowed();
        long begin = System.nanoTime();
        Answer answer = client.append(mailbox, flags, message, ask);
        load.tally().answered(who, "APPEND", begin);
        load.versions().check(versions, answer.text());
        return appendUid(answer);
    }

    static long appendUid(Answer answer) {
        if (!answer.isOk()) {
            throw new WrongAnswer("APPEND: " + answer.state() + " " + answer.text());
        }
        return Long.parseLong(answer.code("APPENDUID").orElseThrow().split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
