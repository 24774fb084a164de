// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.WrongAnswer;

/**
 * Reads and manages a mailbox as a mail program does, alone or together with others. What it has appended is its own: only it
 * changes those messages, so it knows their flags.
 */
final class ImapWorker implements LoadSession {
    private static final int OWN = 20;

    private final String name;
    private final String user;
    private final Door door;
    private final Ledger box;
    private final Ledger target;
    private final Random random;
    private final Map<Long, Set<String>> own = new LinkedHashMap<>();
    private int keys;

    private Load load;
    private TimedImap imap;

    ImapWorker(String name, String user, Door door, Ledger box, Ledger target) {
        this.name = name;
        this.user = user;
        this.door = door;
        this.box = box;
        this.target = target;
        this.random = new Random(name.hashCode());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isBusy() {
        return true;
    }

    @Override
    public void run(Load around) throws Exception {
        load = around;
        try (TimedImap timed = new TimedImap(door.imap(load.server(), user), load, name)) {
            imap = timed;
            open();
            while (!load.isStopping()) {
                act();
                load.pause(4);
            }
            all();
            imap.client().logout();
        }
    }

    private void open() throws IOException {
        imap.ok("SELECT " + box.mailbox());
        imap.ok("UID FETCH 1:* (FLAGS)");
    }

    private void act() throws IOException {
        int dice = random.nextInt(100);
        if (own.size() < 5 || (dice < 6 && own.size() < OWN)) {
            append();
        } else if (dice < 10) {
            expunge();
        } else if (dice < 25) {
            flags();
        } else if (dice < 40) {
            body();
        } else if (dice < 60) {
            all();
        } else if (dice < 68) {
            search();
        } else if (dice < 74) {
            status();
        } else if (dice < 76) {
            copy();
        } else if (dice < 77) {
            move();
        } else if (dice < 79) {
            open();
        } else if (dice < 86) {
            capability();
        } else {
            imap.ok("NOOP");
        }
    }

    private void append() throws IOException {
        String key = name + "-" + keys++;
        byte[] message = TestMessage.make(key, 200 + random.nextInt(3000));
        long uid = imap.append(box.mailbox(), "\\Seen", message, random.nextBoolean());
        box.added(uid, key);
        own.put(uid, new TreeSet<>(Set.of("\\Seen")));
    }

    private long some() {
        List<Long> uids = new ArrayList<>(own.keySet());
        return uids.get(random.nextInt(uids.size()));
    }

    private void expunge() throws IOException {
        long uid = some();
        imap.ok("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
        imap.ok("UID EXPUNGE " + uid);
        gone(uid);
    }

    private void gone(long uid) {
        if (imap.client().mailbox().uids().contains(uid)) {
            throw new WrongAnswer("UID " + uid + " was taken away, and nobody was told");
        }
        own.remove(uid);
        box.removed(uid);
    }

    private void flags() throws IOException {
        long uid = some();
        String flag = List.of("\\Flagged", "\\Answered", "\\Draft", "$Work").get(random.nextInt(4));
        boolean add = random.nextBoolean();
        imap.ok("UID STORE " + uid + (add ? " +FLAGS (" : " -FLAGS (") + flag + ")");
        Set<String> flags = own.get(uid);
        if (add) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
        checkFlags(uid);
    }

    private void checkFlags(long uid) {
        Set<String> told = new TreeSet<>(imap.client().mailbox().flags(uid).orElse(Set.of("none told")));
        told.remove("\\Recent");
        if (!told.equals(own.get(uid))) {
            throw new WrongAnswer("UID " + uid + " has flags " + told + " instead of " + own.get(uid));
        }
    }

    private void body() throws IOException {
        long uid = some();
        Answer answer = imap.ok("UID FETCH " + uid + " (BODY.PEEK[])");
        List<List<Object>> rows = answer.of("FETCH").stream()
                .filter(row -> ImapClient.item((List<?>) row.get(2), "BODY[]").isPresent())
                .toList();
        if (rows.size() != 1) {
            throw new WrongAnswer("UID FETCH of " + uid + " has " + rows.size() + " rows: " + answer.untagged());
        }
        String message =
                (String) ImapClient.item((List<?>) rows.get(0).get(2), "BODY[]").orElseThrow();
        box.check(uid, TestMessage.check(message));
    }

    private void all() throws IOException {
        imap.ok("NOOP");
        if (imap.client().mailbox().size() > 0) {
            imap.ok("FETCH 1:* (UID FLAGS)"); // RFC 9051 §9: no message, no number
        }
        for (long uid : own.keySet()) {
            if (!imap.client().mailbox().uids().contains(uid)) {
                throw new WrongAnswer("UID " + uid + " is not shown: "
                        + imap.client().mailbox().uids());
            }
            checkFlags(uid);
        }
    }

    private void search() throws IOException {
        List<List<Object>> lines = imap.ok("UID SEARCH FLAGGED").of("SEARCH");
        if (lines.size() != 1) {
            throw new WrongAnswer("SEARCH answered " + lines.size() + " times");
        }
        own.forEach((uid, flags) -> {
            if (lines.get(0).contains(uid.toString()) != flags.contains("\\Flagged")) {
                throw new WrongAnswer("SEARCH FLAGGED: " + lines.get(0) + ", but UID " + uid + " has " + flags);
            }
        });
    }

    private void status() throws IOException {
        Answer answer = imap.ok("STATUS " + target.mailbox() + " (MESSAGES INTERNALSIZE)");
        if (answer.of("STATUS").size() != 1
                || !answer.untagged().toString().contains("INTERNALSIZE")
                || !answer.untagged().toString().contains("MESSAGES")) {
            throw new WrongAnswer("STATUS: " + answer.untagged());
        }
    }

    private void capability() throws IOException {
        Answer answer = imap.ok("CAPABILITY");
        if (answer.of("CAPABILITY").size() != 1 || !answer.untagged().toString().contains("X-COMMUNIGATE")) {
            throw new WrongAnswer("CAPABILITY: " + answer.untagged());
        }
    }

    private void copy() throws IOException {
        long uid = some();
        String[] numbers = imap.ok("UID COPY " + uid + " " + target.mailbox())
                .code("COPYUID")
                .orElseThrow()
                .split(" ");
        target.added(Long.parseLong(numbers[2]), keyOf(uid));
    }

    private void move() throws IOException {
        long uid = some();
        String key = keyOf(uid);
        String[] numbers = imap.ok("UID MOVE " + uid + " " + target.mailbox())
                .code("COPYUID")
                .orElseThrow()
                .split(" ");
        target.added(Long.parseLong(numbers[2]), key);
        gone(uid);
    }

    private String keyOf(long uid) throws IOException {
        for (List<Object> row : imap.ok("UID FETCH " + uid + " (BODY.PEEK[])").of("FETCH")) {
            Object body = ImapClient.item((List<?>) row.get(2), "BODY[]").orElse("");
            if (!body.equals("")) {
                return TestMessage.check((String) body);
            }
        }
        throw new WrongAnswer("UID " + uid + " cannot be fetched");
    }
}
