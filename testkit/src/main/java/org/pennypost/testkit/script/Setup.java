// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is made before a conversation begins, by a session of its own. */
final class Setup implements AutoCloseable {
    private static final Pattern MAIL = Pattern.compile("(\"[^\"]*\"|\\S+)(.*)");

    private final Target target;
    private final Map<String, String> names;
    private @Nullable Client client;

    Setup(Target target, Map<String, String> names) {
        this.target = target;
        this.names = names;
    }

    private Client client() throws IOException {
        Client there = client;
        if (there == null) {
            there = new Client("imap", new Wire(target.address("imap", false), false, true));
            there.reach("authenticated", names);
            client = there;
        }
        return there;
    }

    void mailbox(String name) throws IOException {
        client().tagged("CREATE " + name);
    }

    void mails(String words) throws IOException {
        String[] parts = words.split(" ");
        for (int i = 1; i <= Integer.parseInt(parts[1]); i++) {
            mail(parts[0], List.of("From: a@example.org", "Subject: message " + i, "", "This is message " + i + "."));
        }
    }

    void mail(String words, List<String> lines) throws IOException {
        Matcher parts = MAIL.matcher(words);
        if (!parts.matches()) {
            throw new IllegalArgumentException("MAIL mailbox [(flags)] [\"date\"]");
        }
        String octets = Octets.of(String.join("\r\n", lines) + "\r\n", names);
        int length = octets.getBytes(StandardCharsets.ISO_8859_1).length;
        Wire wire = client().wire();
        wire.send("setup APPEND " + parts.group(1) + parts.group(2) + " {" + length + "}\r\n");
        Client.expect(wire.line(), "+ ");
        wire.send(octets + "\r\n");
        client().completed();
    }

    @Override
    public void close() {
        if (client != null) {
            client.wire().close();
        }
    }
}
