// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.util.List;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.WrongAnswer;

/** Sends a message of several megabytes in small pieces, for as long as bundles are exchanged and at least half a minute. */
final class Upload implements LoadSession {
    private static final int SIZE = 4 << 20;
    private static final int PIECE = 10 << 10;
    private static final int KEPT = 512 << 10;

    private final String name;
    private final String user;
    private final Door door;
    private volatile boolean uploading;
    private volatile long seconds;

    Upload(String name, String user, Door door) {
        this.name = name;
        this.user = user;
        this.door = door;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isInFlight() {
        return uploading;
    }

    /** Returns how long it took. */
    long seconds() {
        return seconds;
    }

    @Override
    public void run(Load load) throws Exception {
        byte[] message = TestMessage.make(name, SIZE);
        try (ImapClient client = door.imap(load.server(), user)) {
            client.ok("SELECT INBOX");
            long begin = System.nanoTime();
            client.send("APPEND INBOX (\\Seen $Upload) {" + message.length + "}");
            client.continuation();
            uploading = true;
            int sent = 0;
            while (sent < message.length) {
                boolean slow = !load.streamsEnd();
                int piece = !slow ? 64 << 10 : message.length - sent > KEPT ? PIECE : 100;
                piece = Math.min(piece, message.length - sent);
                client.wire().write(message, sent, piece);
                sent += piece;
                if (slow) {
                    load.pause(100);
                }
            }
            client.wire().write("\r\n");
            long uid = TimedImap.appendUid(client.answer());
            seconds = (System.nanoTime() - begin) / 1_000_000_000;
            load.tally().answered(1);
            check(client, uid);
            client.logout();
        }
    }

    private void check(ImapClient client, long uid) throws Exception {
        client.ok("NOOP");
        List<List<Object>> found =
                client.ok("UID SEARCH HEADER SUBJECT " + name).of("SEARCH");
        if (!found.equals(List.of(List.of("SEARCH", String.valueOf(uid))))) {
            throw new WrongAnswer("the upload with UID " + uid + " is stored as " + found);
        }
        for (List<Object> row : client.ok("UID FETCH " + uid + " (BODY.PEEK[])").of("FETCH")) {
            Object body = ImapClient.item((List<?>) row.get(2), "BODY[]").orElseThrow();
            if (!TestMessage.check((String) body).equals(name)) {
                throw new WrongAnswer("UID " + uid + " is another message");
            }
        }
    }
}
