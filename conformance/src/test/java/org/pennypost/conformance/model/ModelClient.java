// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.RawClient;

/**
 * A client that believes what it is told: it keeps numbers, UIDs, flags and mod-sequences from responses alone, and fails when
 * they contradict each other or come at a moment when they must not (RFC 3501 §7.4.1, RFC 7162 §3.2.10.2).
 */
final class ModelClient implements AutoCloseable {
    private static final int REMEMBERED = 60;
    private static final Pattern ROW = Pattern.compile("\\* (\\d+) (EXISTS|EXPUNGE|RECENT|FETCH)(.*)");
    private static final Pattern UID = Pattern.compile("[ (]UID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("[ (]FLAGS \\(([^)]*)\\)");
    private static final Pattern MODSEQ = Pattern.compile("[ (]MODSEQ \\((\\d+)\\)");
    private static final Pattern SIZE = Pattern.compile("[ (]RFC822.SIZE (\\d+)");
    private static final Pattern CODE =
            Pattern.compile("\\S+ OK \\[(HIGHESTMODSEQ|UIDVALIDITY|COPYUID|APPENDUID|CLOSED)([^\\]]*)\\].*");
    private static final Pattern APPEND = Pattern.compile("^APPEND (\\S+) .*\\{(\\d+)\\+\\}");
    private static final Pattern STATUS = Pattern.compile("\\* STATUS (\\S+) \\(HIGHESTMODSEQ (\\d+)\\)");

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
    private final Map<String, Mirror> memory = new HashMap<>();
    private RawClient client;
    private @Nullable Mirror mirror;
    private @Nullable Mirror opening;
    private @Nullable Change silently;
    private Set<Long> silentlyOn = Set.of();
    private boolean idling;
    private int tags;

    ModelClient(InProcessServer server, String user, Kind kind, Ledger ledger) throws IOException {
        this.server = server;
        this.user = user;
        this.kind = kind;
        this.ledger = ledger;
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
        leave();
        outstanding.clear();
        idling = false;
        silently = null;
        opening = null;
        connect();
    }

    private void leave() {
        if (mirror != null && kind == Kind.QRESYNC) {
            memory.put(mirror.mailbox, mirror);
        }
        mirror = null;
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Mirror mirror() {
        return mirror;
    }

    /** Returns what is remembered of a mailbox. */
    @Nullable
    Mirror remembered(String mailbox) {
        return mirror != null && mirror.mailbox.equals(mailbox) ? mirror : memory.get(mailbox);
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
            command.begins.run();
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
                () -> {
                    opening = next;
                    if (mirror == null) {
                        mirror = next;
                    }
                },
                line -> {
                    opening = null;
                    if (!line.contains(" OK ")) {
                        throw wrong("cannot open " + mailbox);
                    }
                    if (mirror != next) {
                        throw wrong("CLOSED has not been said");
                    }
                    if (kind != Kind.PLAIN) {
                        ledger.highest(mailbox, next.highest, atLeast);
                    }
                }));
    }

    /** Sends a command that changes flags of known messages without being told of the outcome. */
    void silent(String command, boolean numbers, Set<Long> on, Change change) throws IOException {
        send(new Command(
                command,
                numbers,
                () -> {
                    if (kind == Kind.PLAIN) {
                        on.forEach(uid -> apply(uid, change));
                    } else {
                        silently = change;
                        silentlyOn = on;
                    }
                },
                line -> {
                    silently = null;
                    if (!line.contains(" OK ") && mirror != null) {
                        on.forEach(mirror.flags::remove);
                    }
                }));
    }

    private void apply(long uid, Change change) {
        if (mirror != null) {
            mirror.flags.computeIfPresent(uid, (key, flags) -> change.apply(flags));
        }
    }

    void closed() {
        leave();
    }

    void idle() throws IOException {
        send(Command.of("IDLE", false));
        String line = line();
        while (!line.startsWith("+")) {
            untagged(line);
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
                untagged(line);
            } else if (line.startsWith(first.tag + " ")) {
                if (line.startsWith(first.tag + " BAD")) {
                    throw wrong("a command in order is called BAD");
                }
                code(line);
                outstanding.removeFirst();
                if (mirror != null) {
                    mirror.completed();
                }
                first.command.ends.accept(line);
                if (!outstanding.isEmpty()) {
                    outstanding.getFirst().command.begins.run();
                }
                return line;
            } else {
                throw wrong("an answer to nothing");
            }
        }
    }

    private void untagged(String line) {
        Matcher row = ROW.matcher(line);
        Matcher status = STATUS.matcher(line);
        if (row.matches()) {
            row(Integer.parseInt(row.group(1)), row.group(2), row.group(3));
        } else if (line.startsWith("* VANISHED ")) {
            vanished(line);
        } else if (line.startsWith("* FLAGS (")) {
            announce(line);
        } else if (line.startsWith("* SEARCH") && numbersInUse()) {
            numbers(line);
        } else if (status.matches()) {
            ledger.highest(status.group(1), Long.parseLong(status.group(2)), 0);
        } else if (line.startsWith("* BYE")) {
            throw wrong("goodbye");
        } else {
            code(line);
        }
    }

    private boolean numbersInUse() {
        return !outstanding.isEmpty() && outstanding.getFirst().command.numbers;
    }

    private Mirror here() {
        if (mirror == null) {
            throw wrong("no mailbox is selected");
        }
        return mirror;
    }

    private void announce(String line) {
        Set<String> flags = words(line.substring("* FLAGS (".length(), line.length() - 1));
        if (!flags.containsAll(here().announced)) {
            throw wrong("a flag is announced no more");
        }
        here().announced.addAll(flags);
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
        return words;
    }

    private void row(int number, String kindOfRow, String rest) {
        switch (kindOfRow) {
            case "EXISTS" -> here().exists(number);
            case "EXPUNGE" -> {
                if (kind == Kind.QRESYNC) {
                    throw wrong("EXPUNGE for one who has enabled QRESYNC");
                }
                mayVanish();
                went(here().expunge(number));
            }
            case "FETCH" -> fetch(number, rest);
            default -> {
                if (number > here().uids.size()) {
                    throw wrong("more messages are recent than there are");
                }
            }
        }
    }

    private void mayVanish() {
        if (outstanding.isEmpty()) {
            throw wrong("messages go while no command is in progress");
        }
        if (numbersInUse()) {
            throw wrong("messages go while numbers are in use");
        }
    }

    private void went(long uid) {
        if (uid != Mirror.UNKNOWN) {
            ledger.went(here().mailbox, uid);
        }
    }

    private void vanished(String line) {
        if (kind != Kind.QRESYNC) {
            throw wrong("VANISHED for one who has not enabled QRESYNC");
        }
        boolean earlier = line.startsWith("* VANISHED (EARLIER) ");
        if (!earlier) {
            mayVanish();
        }
        for (long uid : set(line.substring(line.lastIndexOf(' ') + 1))) {
            if (earlier) {
                here().vanishedEarlier(uid);
            } else {
                here().vanished(uid);
                went(uid);
            }
        }
    }

    private void fetch(int number, String items) {
        Mirror there = here();
        there.check(number);
        Matcher uidItem = UID.matcher(items);
        if (uidItem.find()) {
            there.learn(number, Long.parseLong(uidItem.group(1)));
        }
        long uid = there.uids.get(number - 1);
        Matcher modSeqItem = MODSEQ.matcher(items);
        long modSeq = modSeqItem.find() ? Long.parseLong(modSeqItem.group(1)) : 0;
        if (modSeq > 0 && kind == Kind.PLAIN) {
            throw wrong("MODSEQ for one who has not asked");
        }
        there.seen(modSeq);
        if (uid == Mirror.UNKNOWN) {
            return;
        }
        if (modSeq > 0) {
            there.modSeq(uid, modSeq);
        }
        Matcher size = SIZE.matcher(items);
        if (size.find()) {
            ledger.size(there.mailbox, uid, Long.parseLong(size.group(1)));
        }
        Matcher flags = FLAGS.matcher(items);
        if (flags.find()) {
            Set<String> now = words(flags.group(1));
            if (now.remove("\\Recent") && !there.readOnly) {
                ledger.recent(there.mailbox, uid, there.session);
            }
            there.flags(uid, now, modSeq);
        } else if (modSeq > 0 && silently != null && silentlyOn.contains(uid)) {
            apply(uid, silently);
        }
    }

    private void numbers(String search) {
        for (String number : search.substring("* SEARCH".length()).trim().split("[ ()A-Z]+")) {
            if (!number.isEmpty()
                    && !search.contains("MODSEQ")
                    && Integer.parseInt(number) > here().uids.size()) {
                throw wrong("SEARCH finds a message number that is not there");
            }
        }
    }

    private void code(String line) {
        Matcher code = CODE.matcher(line);
        if (!code.matches()) {
            return;
        }
        String[] words = code.group(2).trim().split(" ");
        switch (code.group(1)) {
            case "HIGHESTMODSEQ" -> here().given(Long.parseLong(words[0]));
            case "UIDVALIDITY" -> here().uidValidity = Long.parseLong(words[0]);
            case "CLOSED" -> {
                leave();
                mirror = opening;
            }
            case "APPENDUID" -> appended(Long.parseLong(words[1]));
            default -> copied(words[1], words[2]);
        }
    }

    private void appended(long uid) {
        Matcher append = APPEND.matcher(outstanding.getFirst().command.text);
        if (!append.find()) {
            throw wrong("APPENDUID for something else");
        }
        ledger.made(append.group(1), uid, Long.parseLong(append.group(2)));
    }

    private void copied(String originals, String copies) {
        String text = outstanding.getFirst().command.text;
        String target = text.substring(text.lastIndexOf(' ') + 1);
        List<Long> from = set(originals);
        List<Long> to = set(copies);
        if (from.size() != to.size()) {
            throw wrong("COPYUID has sets of different size");
        }
        for (int i = 0; i < from.size(); i++) {
            long size = ledger.box(here().mailbox).made.getOrDefault(from.get(i), 0L);
            ledger.made(target, to.get(i), size);
            if (ledger.box(here().mailbox).mayGo.contains(from.get(i))) {
                // \Deleted is copied, too
                ledger.box(target).mayGo.add(to.get(i));
            }
        }
    }

    private static List<Long> set(String text) {
        List<Long> uids = new ArrayList<>();
        for (String range : text.split(",")) {
            String[] ends = range.split(":");
            for (long uid = Long.parseLong(ends[0]); uid <= Long.parseLong(ends[ends.length - 1]); uid++) {
                uids.add(uid);
            }
        }
        return uids;
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
