// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pennypost.conformance.model.ModelClient.Command;
import org.pennypost.conformance.model.ModelClient.Kind;

/** What a client does next: a command drawn by lot among those that make sense where it stands. */
final class Actions {
    private static final List<String> FLAGS = List.of("\\Seen", "\\Flagged", "\\Answered", "k1", "k2", "k3");

    private final Ledger ledger;
    private final Random random;
    private int size = 100;

    Actions(Ledger ledger, Random random) {
        this.ledger = ledger;
        this.random = random;
    }

    /** Lets a client do something; it may have commands under way. */
    void anything(ModelClient client) throws IOException {
        Mirror mirror = client.mirror();
        if (client.idling()) {
            client.done();
        } else if (mirror == null) {
            if (client.waiting() == 0) {
                open(client);
            }
        } else if (client.waiting() == 0 && random.nextInt(4) == 0) {
            alone(client, mirror);
        } else if (mirror.uids.isEmpty() || random.nextInt(6) == 0) {
            append(client);
        } else if (client.numbersStay() && random.nextBoolean()) {
            numbered(client, mirror);
        } else {
            unnumbered(client, mirror);
        }
    }

    /** What leaves no room for other commands. */
    private void alone(ModelClient client, Mirror mirror) throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> open(client);
            case 1 -> client.breaks();
            case 2 -> {
                if (!mirror.readOnly) {
                    client.run(Command.of("CLOSE", false));
                    client.closed();
                }
            }
            case 3 -> {
                client.run(Command.of("UNSELECT", false));
                client.closed();
            }
            case 4, 5 -> client.idle();
            case 6 -> {
                if (client.kind() != Kind.PLAIN) {
                    status(client, random.nextBoolean() ? "INBOX" : "Other");
                }
            }
            default -> look(client);
        }
    }

    private void status(ModelClient client, String mailbox) throws IOException {
        long[] atLeast = {ledger.box(mailbox).highest};
        client.run(new Command("STATUS " + mailbox + " (HIGHESTMODSEQ)", false, () -> {}, line -> {
            if (ledger.box(mailbox).highest < atLeast[0]) {
                throw client.wrong("HIGHESTMODSEQ goes back");
            }
        }));
    }

    /** Opens a mailbox; who remembers it says so. */
    void open(ModelClient client) throws IOException {
        String mailbox = random.nextInt(5) == 0 ? "Other" : "INBOX";
        boolean readOnly = random.nextInt(6) == 0;
        Mirror before = client.remembered(mailbox);
        if (client.kind() == Kind.QRESYNC && before != null && before.highest > 0 && random.nextInt(5) > 0) {
            client.select(mailbox, readOnly, " (QRESYNC (" + known(before) + "))", true);
            look(client);
        } else {
            String parameter = client.kind() != Kind.PLAIN && random.nextBoolean() ? " (CONDSTORE)" : "";
            client.select(mailbox, readOnly, parameter, false);
        }
    }

    private String known(Mirror before) {
        String known = before.uidValidity + " " + before.highest;
        if (before.flags.isEmpty() || random.nextInt(3) == 0) {
            return known;
        }
        known += " " + list(before.flags.keySet());
        if (!before.allKnown() || before.uids.isEmpty() || random.nextBoolean()) {
            return known;
        }
        List<Integer> numbers = new ArrayList<>();
        List<Long> uids = new ArrayList<>();
        for (int number = 1 + random.nextInt(3); number <= before.uids.size(); number += 1 + random.nextInt(5)) {
            numbers.add(number);
            uids.add(before.uids.get(number - 1));
        }
        return numbers.isEmpty() ? known : known + " (" + list(numbers) + " " + list(uids) + ")";
    }

    private static String list(Iterable<? extends Number> numbers) {
        List<String> words = new ArrayList<>();
        numbers.forEach(number -> words.add(number.toString()));
        return String.join(",", words);
    }

    /** Asks for everything and compares it with what is believed. */
    void look(ModelClient client) throws IOException {
        Mirror mirror = client.mirror();
        if (mirror != null && !mirror.uids.isEmpty()) {
            client.run(Command.of(
                    client.kind() == Kind.PLAIN
                            ? "FETCH 1:* (UID FLAGS RFC822.SIZE)"
                            : "FETCH 1:* (UID FLAGS RFC822.SIZE MODSEQ)",
                    true));
        }
        if (mirror != null) {
            mirror.checkGhosts();
        }
    }

    private void append(ModelClient client) throws IOException {
        size += 1;
        String mailbox = random.nextInt(5) == 0 ? "Other" : "INBOX";
        String flags = random.nextInt(3) == 0 ? "(" + flag() + ") " : "";
        client.send(Command.of(
                "APPEND " + mailbox + " " + flags + "{" + size + "+}\r\nS: x\r\n\r\n" + "x".repeat(size - 8), false));
    }

    private String flag() {
        return FLAGS.get(random.nextInt(FLAGS.size()));
    }

    private void numbered(ModelClient client, Mirror mirror) throws IOException {
        int count = mirror.uids.size();
        int one = 1 + random.nextInt(count);
        int other = Math.min(count, one + random.nextInt(4));
        Set<Long> uids = new HashSet<>(mirror.uids.subList(one - 1, other));
        String set = one == other ? "" + one : random.nextBoolean() ? one + ":" + other : other + ":" + one;
        switch (random.nextInt(9)) {
            case 0 -> client.send(Command.of("FETCH " + set + " (UID FLAGS)", true));
            case 1 -> client.send(Command.of("FETCH " + set + " (FLAGS RFC822.SIZE INTERNALDATE)", true));
            case 2 -> client.send(Command.of("SEARCH UNSEEN", true));
            case 3 -> client.send(Command.of("FETCH " + set + " BODY[TEXT]<0.1>", true));
            default -> store(client, mirror, "STORE " + set, true, uids);
        }
    }

    private void unnumbered(ModelClient client, Mirror mirror) throws IOException {
        List<Long> known =
                mirror.uids.stream().filter(uid -> uid != Mirror.UNKNOWN).collect(Collectors.toList());
        int what = random.nextInt(14);
        if (known.isEmpty() || what == 0) {
            client.send(Command.of("UID FETCH 1:* FLAGS", false));
            return;
        }
        int at = random.nextInt(known.size());
        Set<Long> uids = new TreeSet<>(known.subList(at, Math.min(known.size(), at + 1 + random.nextInt(4))));
        String set = list(uids);
        switch (what) {
            case 1 -> client.send(Command.of("NOOP", false));
            case 2 -> client.send(Command.of("UID SEARCH DELETED", false));
            case 3 -> client.send(Command.of("UID COPY " + set + " " + target(), false));
            case 4 -> move(client, mirror, uids, set);
            case 5, 6 -> expunge(client, mirror, random.nextBoolean() ? "EXPUNGE" : "UID EXPUNGE " + set);
            case 7 -> changedSince(client, mirror);
            case 8 -> client.send(Command.of("CHECK", false));
            default -> store(client, mirror, "UID STORE " + set, false, uids);
        }
    }

    private String target() {
        return random.nextBoolean() ? "INBOX" : "Other";
    }

    private void expunge(ModelClient client, Mirror mirror, String command) throws IOException {
        if (!mirror.readOnly) {
            client.send(Command.of(command, false));
        }
    }

    private void move(ModelClient client, Mirror mirror, Set<Long> uids, String set) throws IOException {
        if (!mirror.readOnly) {
            ledger.box(mirror.mailbox).mayGo.addAll(uids);
            client.send(Command.of("UID MOVE " + set + " " + target(), false));
        }
    }

    private void changedSince(ModelClient client, Mirror mirror) throws IOException {
        if (client.kind() != Kind.PLAIN && mirror.highest > 0) {
            String modifiers = client.kind() == Kind.QRESYNC ? " VANISHED" : "";
            client.send(Command.of("UID FETCH 1:* (FLAGS) (CHANGEDSINCE " + mirror.highest + modifiers + ")", false));
        }
    }

    private void store(ModelClient client, Mirror mirror, String command, boolean numbers, Set<Long> uids)
            throws IOException {
        if (mirror.readOnly || uids.contains(Mirror.UNKNOWN)) {
            return;
        }
        boolean deletes = random.nextInt(4) == 0;
        String flag = deletes ? "\\Deleted" : flag();
        String sign = List.of("+", "-", "").get(random.nextInt(3));
        if (deletes && !sign.equals("-")) {
            ledger.box(mirror.mailbox).mayGo.addAll(uids);
        }
        boolean silent = random.nextBoolean();
        String modifier =
                client.kind() != Kind.PLAIN && random.nextBoolean() ? " (UNCHANGEDSINCE " + mirror.highest + ")" : "";
        String text = command + modifier + " " + sign + "FLAGS" + (silent ? ".SILENT" : "") + " (" + flag + ")";
        if (silent) {
            client.silent(text, numbers, uids, change(sign, flag));
        } else {
            client.send(Command.of(text, numbers));
        }
    }

    private static ModelClient.Change change(String sign, String flag) {
        return flags -> {
            Set<String> now = new TreeSet<>(sign.isEmpty() ? Set.of() : flags);
            if (sign.equals("-")) {
                now.remove(flag);
            } else {
                now.add(flag);
            }
            return now;
        };
    }
}
