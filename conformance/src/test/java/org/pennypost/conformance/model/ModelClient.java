// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;

/**
 * A client that believes what it is told: it keeps numbers, UIDs, flags and mod-sequences from responses alone, and fails when
 * they contradict each other or come at a moment when they must not (RFC 3501 §7.4.1, RFC 7162 §3.2.10.2).
 */
final class ModelClient implements AutoCloseable {
    private static final int REMEMBERED = 60;

    /** What a client speaks. */
    enum Kind {
        PLAIN,
        CONDSTORE,
        QRESYNC
    }

    /**
     * A command.
     *
     * @param text without tag
     * @param numbers whether EXPUNGE is forbidden meanwhile: FETCH, STORE and SEARCH
     * @param begins what happens when it is the one in progress
     * @param ends what happens with its tagged line
     */
    record Command(String text, boolean numbers, Runnable begins, Consumer<String> ends) {
        static Command of(String text, boolean numbers) {
            return new Command(text, numbers, () -> {}, line -> {});
        }
    }

    private record Sent(String tag, Command command) {}

    /** Changes flags of a client's own accord. */
    interface Change {
        Set<String> apply(Set<String> flags);
    }

    private final InProcessServer server;
    private final String user;
    private final Kind kind;
    private final Ledger ledger;
    private final Deque<String> dialogue = new ArrayDeque<>();
    private final Deque<Sent> outstanding = new ArrayDeque<>();
    private final Hearing hearing;
    private RawClient client;
    private boolean idling;
    private int tags;

    ModelClient(InProcessServer server, String user, Kind kind, Ledger ledger) throws IOException {
        this.server = server;
        this.user = user;
        this.kind = kind;
        this.ledger = ledger;
        this.hearing = new Hearing(kind, ledger);
        connect();
    }

    private void connect() throws IOException {
        client = RawClient.imap(server, user);
        remember("--- " + kind + " connects");
        if (kind != Kind.PLAIN) {
            run(Command.of("ENABLE " + kind, false));
        }
    }

    /** The connection breaks; what has been told is remembered by those who can make use of it. */
    void breaks() throws IOException {
        client.close();
        hearing.breaks();
        outstanding.clear();
        idling = false;
        connect();
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Mirror mirror() {
        return hearing.mirror();
    }

    /** Returns what is remembered of a mailbox. */
    @Nullable
    Mirror remembered(String mailbox) {
        return hearing.remembered(mailbox);
    }

    boolean idling() {
        return idling;
    }

    int waiting() {
        return outstanding.size();
    }

    /** Tells whether message numbers stay as they are until everything sent has been answered. */
    boolean numbersStay() {
        return outstanding.stream().allMatch(sent -> sent.command.numbers);
    }

    /** Carries out a command and everything before it. */
    String run(Command command) throws IOException {
        send(command);
        String last = "";
        while (!outstanding.isEmpty()) {
            last = collect();
        }
        return last;
    }

    void send(Command command) throws IOException {
        String tag = "t" + ++tags;
        remember("C: " + tag + " " + command.text.lines().findFirst().orElse(""));
        outstanding.add(new Sent(tag, command));
        if (outstanding.size() == 1) {
            hearing.begins(command);
        }
        client.send(tag + " " + command.text + "\r\n");
    }

    /** Opens a mailbox; nothing may be under way. */
    void select(String mailbox, boolean readOnly, String parameters, boolean remembers) throws IOException {
        Mirror next = new Mirror(mailbox, readOnly, ledger.session());
        long atLeast = ledger.box(mailbox).highest;
        Mirror before = remembered(mailbox);
        if (remembers && before != null) {
            next.remember(before);
        }
        run(new Command(
                (readOnly ? "EXAMINE " : "SELECT ") + mailbox + parameters,
                false,
                () -> hearing.opening(next),
                line -> {
                    hearing.opened(next, line);
                    if (kind != Kind.PLAIN) {
                        ledger.highest(mailbox, next.highest, atLeast);
                    }
                }));
    }

    /** Sends a command that changes flags of known messages without being told of the outcome. */
    void silent(String command, boolean numbers, Set<Long> on, Change change) throws IOException {
        send(new Command(command, numbers, () -> hearing.silently(on, change), line -> hearing.silenceEnds(on, line)));
    }

    void closed() {
        hearing.leave();
    }

    void idle() throws IOException {
        send(Command.of("IDLE", false));
        String line = line();
        while (!line.startsWith("+")) {
            hearing.untagged(line);
            line = line();
        }
        idling = true;
    }

    void done() throws IOException {
        idling = false;
        remember("C: DONE");
        client.send("DONE\r\n");
        collect();
    }

    private String line() throws IOException {
        String line = client.line();
        if (line == null) {
            throw wrong("the connection has ended");
        }
        StringBuilder row = new StringBuilder(line);
        while (row.indexOf(" FETCH (") > 0 && row.charAt(row.length() - 1) != ')') {
            row.append(client.line());
        }
        remember("S: " + row);
        return row.toString();
    }

    /** Reads up to the completion of the command in progress. */
    String collect() throws IOException {
        try {
            return completion();
        } catch (AssertionError contradiction) {
            throw contradiction.getMessage().contains("\n") ? contradiction : wrong(contradiction.getMessage());
        }
    }

    private String completion() throws IOException {
        while (true) {
            String line = line();
            Sent first = outstanding.getFirst();
            if (line.startsWith("* ")) {
                hearing.untagged(line);
            } else if (line.startsWith(first.tag + " ")) {
                if (line.startsWith(first.tag + " BAD")) {
                    throw wrong("a command in order is called BAD");
                }
                outstanding.removeFirst();
                hearing.ends(line);
                if (!outstanding.isEmpty()) {
                    hearing.begins(outstanding.getFirst().command);
                }
                return line;
            } else {
                throw wrong("an answer to nothing");
            }
        }
    }

    private void remember(String line) {
        dialogue.add(line);
        if (dialogue.size() > REMEMBERED) {
            dialogue.remove();
        }
    }

    AssertionError wrong(String what) {
        return new AssertionError(kind + ": " + what + "\n" + String.join("\n", dialogue));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
