// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.ServerProcess;

/** The mailboxes that the shipped configuration gives to new users, and what it does to a Maildir that is taken over. */
class FirstLoginIT {
    private static final String PASSWORD = "secret";

    private static List<String> list(ServerProcess server, String user) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.imap());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String commands = "a LOGIN " + user + " " + PASSWORD + "\r\nb LIST \"\" *\r\nc LOGOUT\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            List<String> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("* LIST")) {
                    rows.add(line.substring("* LIST ".length()));
                }
            }
            return rows;
        }
    }

    @Test
    void newUsersGetMailboxesAndOthersKeepTheirs() throws IOException {
        try (ServerProcess server = ServerProcess.create("--set", "mailboxes.existing=mark")) {
            server.addUser("newcomer", PASSWORD);
            server.addUser("mover", PASSWORD);
            Path taken = server.home().resolve("data/mail/mover/Maildir");
            for (String folder : List.of("", ".Sent Messages", ".INBOX.Spam", ".Work")) {
                for (String part : List.of("cur", "new", "tmp")) {
                    Files.createDirectories(taken.resolve(folder).resolve(part));
                }
            }
            server.again();
            assertThat(list(server, "newcomer"))
                    .containsExactlyInAnyOrder(
                            "(\\HasNoChildren) \"/\" INBOX",
                            "(\\HasNoChildren \\Archive) \"/\" Archive",
                            "(\\HasNoChildren \\Drafts) \"/\" Drafts",
                            "(\\HasNoChildren \\Junk) \"/\" Junk",
                            "(\\HasNoChildren \\Sent) \"/\" Sent",
                            "(\\HasNoChildren \\Trash) \"/\" Trash");
            assertThat(list(server, "mover"))
                    .containsExactlyInAnyOrder(
                            "(\\HasChildren) \"/\" INBOX",
                            "(\\HasNoChildren \\Junk) \"/\" INBOX/Spam",
                            "(\\HasNoChildren \\Sent) \"/\" \"Sent Messages\"",
                            "(\\HasNoChildren) \"/\" Work");
        }
    }
}
