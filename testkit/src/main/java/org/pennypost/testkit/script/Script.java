// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation as text.
 *
 * <pre>
 * # RFC 6851 §3.1                 what it proves
 * PROTOCOL imap                   imap (the default) or pop3
 * STATE selected INBOX            how far session 1, and every further one, has come when its first line is met:
 *                                 connected (the greeting is still to be read), greeted, authenticated (the default),
 *                                 selected MAILBOX, examined MAILBOX
 * MAILBOX Archive                 makes a mailbox beforehand
 * MAIL INBOX (\Seen) &lt;&lt;END        appends a message beforehand: lines up to END; flags and "date" may be left out
 * MAILS INBOX 5                   appends five small messages beforehand
 *
 * OPEN 2 pop3 tls greeted         opens a session of another protocol, in TLS, or in another state (all optional)
 * C1: a MOVE 1 Archive            the client of session 1 says ...
 * S1: * 1 EXPUNGE                 ... and the server answers exactly this
 * U1: * FLAGS (&lt;has \Seen&gt;)        lines marked U that follow each other may come in any order
 * S1: ...                         untagged lines up to the next expected one, whatever they say
 * C1&lt;&lt;END                         several lines at once, up to END, as one write; &lt;len&gt; in the line before says how long
 * S1&lt;&lt;END                         several lines which are one, as it has literals
 * M1: &lt;has TOP UIDL&gt;            a POP3 answer of several lines, without its dot, as one
 * STARTTLS 1                      TLS begins
 * DROP 1                          the client is gone
 * END 1                           the server has closed the connection
 * AWAIT 1 a NOOP                  sends a command again and again, until it is answered ...
 * S1: * 2 EXISTS                  ... by this line before its completion
 * </pre>
 *
 * <p>In what the client says, {@code <CRLF> <CR> <LF> <NUL> <TAB> <xFF>} are octets, {@code <10*x>} repeats,
 * {@code <NOEOL>} at the end leaves out the line's end, {@code ${user} ${password} ${name}} are values. How expected
 * lines are compared: see {@code Expectation}.
 */
public final class Script {
    private static final Pattern CITATION = Pattern.compile("RFC (\\d+) §([0-9A-Z.]*[0-9A-Z])");
    private static final Pattern BLOCK = Pattern.compile("(.*?) ?<<(\\w+)");

    private final String name;
    private final List<Step> steps;
    private final Set<String> citations = new TreeSet<>();

    /** One line of a script, with the block that belongs to it. */
    record Step(int line, String text, List<String> block, boolean hasBlock) {
        String word() {
            int end = text.indexOf(' ');
            return end < 0 ? text : text.substring(0, end);
        }

        String rest() {
            int end = text.indexOf(' ');
            return end < 0 ? "" : text.substring(end + 1);
        }
    }

    private Script(String name, List<String> lines) {
        this.name = name;
        this.steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            if (text.startsWith("#")) {
                Matcher found = CITATION.matcher(text);
                while (found.find()) {
                    citations.add(found.group(1) + " " + found.group(2));
                }
            } else if (!text.isBlank()) {
                i = add(lines, i);
            }
        }
    }

    private int add(List<String> lines, int at) {
        String text = lines.get(at).stripTrailing();
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            steps.add(new Step(at + 1, text, List.of(), false));
            return at;
        }
        List<String> inside = new ArrayList<>();
        int end = at + 1;
        while (!lines.get(end).equals(block.group(2))) {
            inside.add(lines.get(end++));
            if (end == lines.size()) {
                throw new IllegalArgumentException(name + ":" + (at + 1) + ": the block does not end");
            }
        }
        steps.add(new Step(at + 1, block.group(1), List.copyOf(inside), true));
        return end;
    }

    /** Reads a script from a file in UTF-8; its name is that of the file. */
    public static Script read(Path file) {
        try {
            return new Script(file.getFileName().toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the script that a text is. */
    public static Script of(String name, String text) {
        return new Script(name, text.lines().toList());
    }

    /** Returns the file's name. */
    public String name() {
        return name;
    }

    /** Returns what the script cites, each as {@code 6851 3.1}. */
    public Set<String> citations() {
        return Set.copyOf(citations);
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * Holds the conversation.
     *
     * @throws ScriptFailure if it goes another way
     */
    public void run(Target target) {
        run(target, false);
    }

    /**
     * Holds the conversation, with TLS under every session that does not say otherwise.
     *
     * @throws ScriptFailure if it goes another way
     */
    public void run(Target target, boolean tls) {
        try (Conversation conversation = new Conversation(this, target, tls)) {
            conversation.hold();
        }
    }
}
