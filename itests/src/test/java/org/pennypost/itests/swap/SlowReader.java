// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.Wire;
import org.pennypost.itests.client.WrongAnswer;

/** Reads a message of many megabytes at 10 KB/s, for as long as bundles are exchanged and at least half a minute. */
final class SlowReader implements LoadSession {
    /** How large the message is: far more than all buffers on the way take. */
    static final int SIZE = 24 << 20;

    private static final int PIECE = 1 << 10;
    private static final int BUFFER = 32 << 10;

    private final String name;
    private final String user;
    private final boolean overImap;
    private final Door door;
    private volatile boolean reading;
    private volatile long seconds;

    SlowReader(String name, String user, boolean overImap, Door door) {
        this.name = name;
        this.user = user;
        this.overImap = overImap;
        this.door = door;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isInFlight() {
        return reading;
    }

    /** Returns how long it took. */
    long seconds() {
        return seconds;
    }

    @Override
    public void run(Load load) throws Exception {
        if (overImap) {
            imap(load);
        } else {
            pop3(load);
        }
        load.tally().answered(1);
    }

    private void imap(Load load) throws Exception {
        try (ImapClient client = door.imap(load.server(), BUFFER).login(user, Door.PASSWORD)) {
            client.ok("EXAMINE INBOX");
            Wire wire = client.wire();
            wire.write("s1 FETCH 1 (BODY.PEEK[])\r\n");
            String head = wire.line();
            if (!head.startsWith("* 1 FETCH (BODY[] {")) {
                throw new WrongAnswer(head);
            }
            int size = Integer.parseInt(head.substring(head.indexOf('{') + 1, head.length() - 1));
            check(slowly(load, wire, size));
            String end = wire.line();
            if (!end.equals(")")) {
                throw new WrongAnswer("behind the body: " + end);
            }
            String tagged = wire.line();
            if (!tagged.startsWith("s1 OK ")) {
                throw new WrongAnswer("behind the row: " + tagged);
            }
            client.ok("NOOP");
            client.logout();
        }
    }

    private void pop3(Load load) throws Exception {
        try (Pop3Client client = door.pop3(load.server(), BUFFER).login(user, Door.PASSWORD)) {
            client.ok("RETR 1");
            // a part slowly, the rest line by line, for the dots
            byte[] begin = slowly(load, client.wire(), SIZE / 2);
            boolean crBehind = begin[begin.length - 1] == '\r';
            String more = (crBehind ? "\n" : "") + rest(client.wire(), crBehind);
            String whole = new String(begin, StandardCharsets.ISO_8859_1) + more;
            check(whole.replace("\r\n.", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            client.ok("NOOP");
            client.quit();
        }
    }

    private static String rest(Wire wire, boolean crBehind) throws Exception {
        if (crBehind && wire.octet() != '\n') {
            throw new WrongAnswer("a bare CR");
        }
        StringBuilder rest = new StringBuilder(SIZE);
        boolean first = true;
        for (String line = wire.line(); first || !line.equals("."); line = wire.line()) {
            rest.append(line).append("\r\n");
            first = false;
        }
        return rest.toString();
    }

    private void check(byte[] message) {
        String key = TestMessage.check(new String(message, StandardCharsets.ISO_8859_1));
        if (!key.equals("large")) {
            throw new WrongAnswer("another message: " + key);
        }
    }

    private byte[] slowly(Load load, Wire wire, int size) throws Exception {
        ByteArrayOutputStream read = new ByteArrayOutputStream(size);
        reading = true;
        long begin = System.nanoTime();
        while (read.size() < size) {
            boolean slow = !load.streamsEnd();
            read.write(wire.octets(Math.min(slow ? PIECE : 64 << 10, size - read.size())));
            if (slow) {
                load.pause(100);
            }
        }
        seconds = (System.nanoTime() - begin) / 1_000_000_000;
        return read.toByteArray();
    }
}
