// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;

/** An IMAP client whose commands are counted and timed. */
final class TimedImap implements AutoCloseable {
    private final ImapClient client;
    private final Tally tally;
    private final String who;

    TimedImap(ImapClient client, Tally tally, String who) {
        this.client = client;
        this.tally = tally;
        this.who = who;
    }

    ImapClient client() {
        return client;
    }

    /** Sends a command that has to end with OK. */
    Answer ok(String command) throws IOException {
        long begin = System.nanoTime();
        Answer answer = client.ok(command);
        tally.answered(who, command, begin);
        return answer;
    }

    /** Appends a message and returns its UID. */
    long append(String mailbox, String flags, byte[] message, boolean ask) throws IOException {
        long begin = System.nanoTime();
        Answer answer = client.append(mailbox, flags, message, ask);
        tally.answered(who, "APPEND", begin);
        return appendUid(answer);
    }

    static long appendUid(Answer answer) {
        if (!answer.isOk()) {
            throw new org.pennypost.itests.client.WrongAnswer("APPEND: " + answer.state() + " " + answer.text());
        }
        return Long.parseLong(answer.code("APPENDUID").orElseThrow().split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
