// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Wire;

/** What our own strict client sees, as anna if nobody else is named, beside the mail programs. */
final class StrictView {
    private StrictView() {}

    /** Logs in as anna. */
    static ImapClient login(ServerProcess server) throws IOException {
        return login(server, "anna");
    }

    private static ImapClient login(ServerProcess server, String user) throws IOException {
        return new ImapClient(Wire.plain(server.imap())).login(user, "secret");
    }

    /** Sends commands that all have to end with OK. */
    static void all(ServerProcess server, String... commands) throws IOException {
        allAs(server, "anna", commands);
    }

    /** As {@link #all}, for another user. */
    static void allAs(ServerProcess server, String user, String... commands) throws IOException {
        try (ImapClient client = login(server, user)) {
            for (String command : commands) {
                client.ok(command);
            }
            client.logout();
        }
    }

    /** Appends a message with a subject and flags. */
    static void append(ServerProcess server, String mailbox, String subject, String flags) throws IOException {
        String message = "From: Jim <jim@example.org>\r\nTo: anna@example.org\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject.replace(' ', '.')
                + "@example.org>\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\n\r\nappended\r\n";
        try (ImapClient client = login(server)) {
            ImapClient.Answer answer = client.append(mailbox, flags, message.getBytes("US-ASCII"), true);
            if (!answer.isOk()) {
                throw new AssertionError("APPEND: " + answer);
            }
            client.logout();
        }
    }

    /** Returns the names of the mailboxes as they are on the wire. */
    static Set<String> mailboxes(ServerProcess server) throws IOException {
        try (ImapClient client = login(server)) {
            return client.ok("LIST \"\" *").of("LIST").stream()
                    .map(tokens -> String.valueOf(tokens.get(3)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns the flags of a mailbox's messages by subject. {@code \Recent} is left out. */
    static Map<String, Set<String>> messages(ServerProcess server, String mailbox) throws IOException {
        return messages(server, "anna", mailbox);
    }

    /** As {@link #messages(ServerProcess, String)}, for another user. */
    static Map<String, Set<String>> messages(ServerProcess server, String user, String mailbox) throws IOException {
        Map<String, Set<String>> messages = new TreeMap<>();
        try (ImapClient client = login(server, user)) {
            client.ok("EXAMINE " + mailbox);
            if (client.mailbox().size() > 0) {
                for (List<Object> fetched :
                        client.ok("FETCH 1:* (FLAGS ENVELOPE)").of("FETCH")) {
                    List<?> items = (List<?>) fetched.get(2);
                    Set<String> flags = new TreeSet<>();
                    ((List<?>) ImapClient.item(items, "FLAGS").orElseThrow()).forEach(flag -> flags.add((String) flag));
                    flags.remove("\\Recent");
                    List<?> envelope =
                            (List<?>) ImapClient.item(items, "ENVELOPE").orElseThrow();
                    messages.put((String) envelope.get(1), flags);
                }
            }
        }
        return messages;
    }
}
