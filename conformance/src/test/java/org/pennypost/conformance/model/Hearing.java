// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pennypost.conformance.model.ModelClient.Change;
import org.pennypost.conformance.model.ModelClient.Command;
import org.pennypost.conformance.model.ModelClient.Kind;

/** What a client makes of responses: the mirror of the mailbox it has selected, and what it remembers of others. */
final class Hearing {
    private static final Pattern ROW = Pattern.compile("\\* (\\d+) (EXISTS|EXPUNGE|RECENT|FETCH)(.*)");
    private static final Pattern UID = Pattern.compile("[ (]UID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("[ (]FLAGS \\(([^)]*)\\)");
    private static final Pattern MODSEQ = Pattern.compile("[ (]MODSEQ \\((\\d+)\\)");
    private static final Pattern SIZE = Pattern.compile("[ (]RFC822.SIZE (\\d+)");
    private static final Pattern CODE =
            Pattern.compile("\\S+ OK \\[(HIGHESTMODSEQ|UIDVALIDITY|COPYUID|APPENDUID|CLOSED)([^\\]]*)\\].*");
    private static final Pattern APPEND = Pattern.compile("^APPEND (\\S+) .*\\{(\\d+)\\+\\}");
    private static final Pattern STATUS = Pattern.compile("\\* STATUS (\\S+) \\(HIGHESTMODSEQ (\\d+)\\)");

    private final Kind kind;
    private final Ledger ledger;
    private final Map<String, Mirror> memory = new HashMap<>();
    private @Nullable Command current;
    private @Nullable Mirror mirror;
    private @Nullable Mirror opening;
    private @Nullable Change silently;
    private Set<Long> silentlyOn = Set.of();

    Hearing(Kind kind, Ledger ledger) {
        this.kind = kind;
        this.ledger = ledger;
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

    /** A command is the one in progress now. */
    void begins(Command command) {
        current = command;
        command.begins().run();
    }

    /** Its tagged line has come. */
    void ends(String line) {
        Command ended = current;
        code(line);
        current = null;
        if (mirror != null) {
            mirror.completed();
        }
        if (ended != null) {
            ended.ends().accept(line);
        }
    }

    /** A mailbox is being opened. */
    void opening(Mirror next) {
        opening = next;
        if (mirror == null) {
            mirror = next;
        }
    }

    /** A mailbox has been opened, or not. */
    void opened(Mirror next, String line) {
        opening = null;
        if (!line.contains(" OK ")) {
            throw new AssertionError("cannot open " + next.mailbox);
        }
        if (mirror != next) {
            throw new AssertionError("CLOSED has not been said");
        }
    }

    /** The mailbox is selected no more; who can make use of it remembers it. */
    void leave() {
        if (mirror != null && kind == Kind.QRESYNC) {
            memory.put(mirror.mailbox, mirror);
        }
        mirror = null;
    }

    /** The connection has gone. */
    void breaks() {
        leave();
        current = null;
        silently = null;
        opening = null;
    }

    /** A command changes flags without saying so; who speaks CONDSTORE is told which messages' it did. */
    void silently(Set<Long> on, Change change) {
        if (kind == Kind.PLAIN) {
            on.forEach(uid -> apply(uid, change));
        } else {
            silently = change;
            silentlyOn = on;
        }
    }

    /** Such a command has ended. */
    void silenceEnds(Set<Long> on, String line) {
        silently = null;
        if (!line.contains(" OK ") && mirror != null) {
            on.forEach(mirror.flags::remove);
        }
    }

    private void apply(long uid, Change change) {
        if (mirror != null) {
            mirror.flags.computeIfPresent(uid, (key, flags) -> change.apply(flags));
        }
    }

    void untagged(String line) {
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
            throw new AssertionError("goodbye");
        } else {
            code(line);
        }
    }

    private boolean numbersInUse() {
        return current != null && current.numbers();
    }

    private Mirror here() {
        if (mirror == null) {
            throw new AssertionError("no mailbox is selected");
        }
        return mirror;
    }

    private void announce(String line) {
        Set<String> flags = words(line.substring("* FLAGS (".length(), line.length() - 1));
        if (!flags.containsAll(here().announced)) {
            throw new AssertionError("a flag is announced no more");
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
                    throw new AssertionError("EXPUNGE for one who has enabled QRESYNC");
                }
                mayVanish();
                went(here().expunge(number));
            }
            case "FETCH" -> fetch(number, rest);
            default -> {
                if (number > here().uids.size()) {
                    throw new AssertionError("more messages are recent than there are");
                }
            }
        }
    }

    private void mayVanish() {
        if (current == null) {
            throw new AssertionError("messages go while no command is in progress");
        }
        if (numbersInUse()) {
            throw new AssertionError("messages go while numbers are in use");
        }
    }

    private void went(long uid) {
        if (uid != Mirror.UNKNOWN) {
            ledger.went(here().mailbox, uid);
        }
    }

    private void vanished(String line) {
        if (kind != Kind.QRESYNC) {
            throw new AssertionError("VANISHED for one who has not enabled QRESYNC");
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
            throw new AssertionError("MODSEQ for one who has not asked");
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
                throw new AssertionError("SEARCH finds a message number that is not there");
            }
        }
    }

    void code(String line) {
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
        Matcher append = APPEND.matcher(current.text());
        if (!append.find()) {
            throw new AssertionError("APPENDUID for something else");
        }
        ledger.made(append.group(1), uid, Long.parseLong(append.group(2)));
    }

    private void copied(String originals, String copies) {
        String text = current.text();
        String target = text.substring(text.lastIndexOf(' ') + 1);
        List<Long> from = set(originals);
        List<Long> to = set(copies);
        if (from.size() != to.size()) {
            throw new AssertionError("COPYUID has sets of different size");
        }
        for (int i = 0; i < from.size(); i++) {
            long size = ledger.box(here().mailbox).made.getOrDefault(from.get(i), 0L);
            ledger.made(target, to.get(i), size);
            ledger.copied(here().mailbox, from.get(i), target, to.get(i));
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
}
