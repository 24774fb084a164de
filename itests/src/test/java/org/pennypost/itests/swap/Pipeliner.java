// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.util.List;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.WrongAnswer;

/** Sends a dozen commands in one stroke, again and again; the answers have to come in order. */
final class Pipeliner implements LoadSession {
    private static final List<String> BATCH = List.of(
            "NOOP",
            "UID FETCH 1:* (FLAGS)",
            "CAPABILITY",
            "UID SEARCH ALL",
            "UID STORE 1 +FLAGS (\\Flagged)",
            "UID STORE 1 -FLAGS (\\Flagged)",
            "STATUS Archive (MESSAGES UNSEEN OLDEST)",
            "UID FETCH 1 (ENVELOPE BODYSTRUCTURE RFC822.SIZE)",
            "LIST \"\" *",
            "UID FETCH 1 (BODY.PEEK[HEADER.FIELDS (SUBJECT)])",
            "EXAMINE INBOX",
            "SELECT INBOX",
            "NOOP");

    private final String name;
    private final String user;
    private final Door door;

    Pipeliner(String name, String user, Door door) {
        this.name = name;
        this.user = user;
        this.door = door;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isBusy() {
        return true;
    }

    @Override
    public void run(Load load) throws Exception {
        try (ImapClient client = door.imap(load.server(), user)) {
            client.ok("SELECT INBOX");
            while (!load.isStopping()) {
                long begin = System.nanoTime();
                client.sendAll(BATCH);
                for (String command : BATCH) {
                    Answer answer = client.answer();
                    if (!answer.isOk()) {
                        throw new WrongAnswer(command + ": " + answer.state() + " " + answer.text());
                    }
                    load.tally().answered(name, "in a batch: " + command, begin);
                    begin = System.nanoTime();
                }
                load.pause(5);
            }
            client.logout();
        }
    }
}
