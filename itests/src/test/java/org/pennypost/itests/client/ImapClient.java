// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small strict IMAP client. It keeps a model of the selected mailbox and throws {@link WrongAnswer} when a tag is answered twice
 * or out of turn, a number is wrong, or an EXPUNGE comes when it must not (RFC 9051 §7.5.1).
 */
public final class ImapClient implements AutoCloseable {
    private static final Set<String> NO_EXPUNGE = Set.of("FETCH", "STORE", "SEARCH");

    private final Wire wire;
    private final ImapParser parser;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private List<List<Object>> untagged = new ArrayList<>();
    private List<String> told = new ArrayList<>();
    private MailboxModel mailbox = new MailboxModel();
    private int tags;

    private record Pending(String tag, String name) {}

    /**
     * How a command ended.
     *
     * @param state OK, NO or BAD
     * @param text what follows it
     * @param untagged every untagged response before it, as tokens
     * @param told the text of untagged OK, NO and BAD
     */
    public record Answer(String state, String text, List<List<Object>> untagged, List<String> told) {
        public boolean isOk() {
            return state.equals("OK");
        }

        /** Returns the untagged responses of a name, such as SEARCH, or {@code FETCH} behind its number. */
        public List<List<Object>> of(String name) {
            return untagged.stream()
                    .filter(tokens -> name.equalsIgnoreCase(String.valueOf(tokens.get(0)))
                            || (tokens.size() > 1 && name.equalsIgnoreCase(String.valueOf(tokens.get(1)))))
                    .toList();
        }

        /** Returns what follows the name of a response code, here or in an untagged OK. */
        public Optional<String> code(String name) {
            List<String> texts = new ArrayList<>(told);
            texts.add(text);
            return texts.stream()
                    .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("[" + name))
                    .map(line ->
                            line.substring(name.length() + 1, line.indexOf(']')).strip())
                    .findFirst();
        }
    }

    /** Reads the greeting. */
    public ImapClient(Wire wire) throws IOException {
        this.wire = wire;
        this.parser = new ImapParser(wire);
        ImapParser.Response greeting = parser.response();
        if (!greeting.tag().equals("*") || !greeting.state().equals("OK")) {
            throw new WrongAnswer("greeting: " + greeting);
        }
    }

    public Wire wire() {
        return wire;
    }

    /** Returns what is known of the selected mailbox. */
    public MailboxModel mailbox() {
        return mailbox;
    }

    /** Sends a command and returns its answer. */
    public Answer command(String text) throws IOException {
        send(text);
        return answer();
    }

    /** Sends a command that has to end with OK. */
    public Answer ok(String text) throws IOException {
        Answer answer = command(text);
        if (!answer.isOk()) {
            throw new WrongAnswer(text + ": " + answer.state() + " " + answer.text());
        }
        return answer;
    }

    /** Logs in. */
    public ImapClient login(String user, String password) throws IOException {
        ok("LOGIN " + user + " " + password);
        return this;
    }

    /** Sends STARTTLS and begins TLS. */
    public ImapClient startTls() throws IOException {
        ok("STARTTLS");
        wire.startTls();
        return this;
    }

    /** Appends a message, its literal with or without asking. */
    public Answer append(String name, String flags, byte[] message, boolean ask) throws IOException {
        String head = "APPEND " + name + " (" + flags + ") {" + message.length + (ask ? "}" : "+}");
        if (ask) {
            send(head);
            continuation();
            wire.write(concat(message, "\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            begin(head);
            byte[] first = (lastTag() + " " + head + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            wire.write(concat(concat(first, message), "\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        }
        return answer();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Sends a command without waiting for its answer. */
    public String send(String text) throws IOException {
        begin(text);
        wire.write(lastTag() + " " + text + "\r\n");
        return lastTag();
    }

    /** Sends several commands in one stroke. */
    public void sendAll(List<String> texts) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            begin(text);
            all.append(lastTag()).append(' ').append(text).append("\r\n");
        }
        wire.write(all.toString());
    }

    /** Counts a command as sent, which the caller writes himself, and returns its tag. */
    public String begin(String text) {
        String tag = "t" + ++tags;
        String[] words = text.toUpperCase(Locale.ROOT).split(" ", 3);
        String name = words[0].equals("UID") ? "UID " + words[1] : words[0];
        pending.add(new Pending(tag, name));
        return tag;
    }

    private String lastTag() {
        return pending.getLast().tag();
    }

    /** Reads until the oldest command that is not answered yet is. */
    public Answer answer() throws IOException {
        Pending oldest = pending.element();
        boolean opens = oldest.name().equals("SELECT") || oldest.name().equals("EXAMINE");
        if (opens) {
            mailbox = new MailboxModel();
        }
        while (true) {
            ImapParser.Response response = parser.response();
            if (response.tag().equals(oldest.tag())) {
                pending.remove();
                Answer answer = new Answer(response.state(), response.text(), untagged, told);
                untagged = new ArrayList<>();
                told = new ArrayList<>();
                return answer;
            }
            if (!response.tag().equals("*")) {
                throw new WrongAnswer("expected " + oldest + ", got " + response);
            }
            take(response, oldest.name());
        }
    }

    /** Reads until the server asks for more. */
    public String continuation() throws IOException {
        while (true) {
            ImapParser.Response response = parser.response();
            if (response.tag().equals("+")) {
                return response.text();
            }
            if (!response.tag().equals("*")) {
                throw new WrongAnswer("expected +, got " + response);
            }
            take(response, pending.element().name());
        }
    }

    /** Reads one untagged response while a command such as IDLE goes on. */
    public void untagged() throws IOException {
        ImapParser.Response response = parser.response();
        if (!response.tag().equals("*")) {
            throw new WrongAnswer("expected something untagged, got " + response);
        }
        take(response, pending.isEmpty() ? "" : pending.element().name());
    }

    private void take(ImapParser.Response response, String command) {
        if (!response.state().isEmpty()) {
            if (response.state().equals("BYE") && !command.equals("LOGOUT")) {
                throw new WrongAnswer("BYE " + response.text());
            }
            told.add(response.text());
            return;
        }
        List<Object> tokens = response.tokens();
        String second = tokens.size() > 1 ? String.valueOf(tokens.get(1)) : "";
        switch (second) {
            case "EXISTS" -> mailbox.exists(number(tokens));
            case "EXPUNGE" -> {
                if (command.isEmpty() || NO_EXPUNGE.contains(command)) {
                    throw new WrongAnswer("EXPUNGE during '" + command + "'");
                }
                mailbox.expunge(number(tokens));
            }
            case "FETCH" -> fetch(number(tokens), (List<?>) tokens.get(2), command);
            default -> {}
        }
        untagged.add(tokens);
    }

    private static int number(List<Object> tokens) {
        return Integer.parseInt((String) tokens.get(0));
    }

    private void fetch(int number, List<?> items, String command) {
        Optional<String> uid = item(items, "UID").map(String.class::cast);
        if (command.startsWith("UID ") && uid.isEmpty()) {
            throw new WrongAnswer("FETCH without UID during " + command + ": " + items);
        }
        mailbox.fetch(number, uid.map(Long::valueOf), item(items, "FLAGS").map(flags -> {
            Set<String> set = new TreeSet<>();
            ((List<?>) flags).forEach(flag -> set.add((String) flag));
            return set;
        }));
    }

    /** Returns the value of an item of a FETCH response. */
    public static Optional<Object> item(List<?> items, String name) {
        for (int i = 0; i + 1 < items.size(); i += 2) {
            if (name.equalsIgnoreCase(String.valueOf(items.get(i)))) {
                return Optional.of(items.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Says goodbye. */
    public void logout() throws IOException {
        ok("LOGOUT");
        if (!wire.untilClosed().isEmpty()) {
            throw new WrongAnswer("something behind LOGOUT");
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
