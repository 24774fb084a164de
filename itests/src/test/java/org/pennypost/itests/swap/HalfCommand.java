// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.util.List;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.WrongAnswer;

/** Sends the first half of a command, waits for an exchange, and sends the other half. */
final class HalfCommand implements LoadSession {
    private static final List<String> COMMANDS = List.of(
            "NOOP\r\n",
            "STATUS INBOX (MESSAGES UIDNEXT)\r\n",
            "UID FETCH 1:* (FLAGS)\r\n",
            "STATUS {5+}\r\nINBOX (UIDVALIDITY)\r\n",
            "UID SEARCH OR SUBJECT {3+}\r\nabc SEEN\r\n");

    private final String name;
    private final String user;
    private final Door door;
    private volatile boolean half;

    HalfCommand(String name, String user, Door door) {
        this.name = name;
        this.user = user;
        this.door = door;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isInFlight() {
        return half;
    }

    @Override
    public void run(Load load) throws Exception {
        try (ImapClient client = door.imap(load.server(), user)) {
            client.ok("SELECT INBOX");
            for (int i = 0; !load.isStopping(); i++) {
                String command = COMMANDS.get(i % COMMANDS.size());
                String line = client.begin(command) + " " + command;
                int border = line.length() / 2 + i % 3;
                int seen = load.exchanges();
                client.wire().write(line.substring(0, border));
                half = true;
                load.awaitExchange(seen);
                half = false;
                long begin = System.nanoTime();
                client.wire().write(line.substring(border));
                Answer answer = client.answer();
                load.tally().answered(name, command.strip(), begin);
                if (!answer.isOk()) {
                    throw new WrongAnswer(command + answer);
                }
                if (load.streamsEnd()) {
                    load.pause(50);
                }
            }
            client.logout();
        }
    }
}
