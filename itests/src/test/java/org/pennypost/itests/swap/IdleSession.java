// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.WrongAnswer;

/** Lies in IDLE across each exchange, and then has to have heard of all that was delivered meanwhile. */
final class IdleSession implements LoadSession {
    private final String name;
    private final String user;
    private final Door door;
    private final Delivery delivery;
    private volatile boolean idling;

    IdleSession(String name, String user, Door door, Delivery delivery) {
        this.name = name;
        this.user = user;
        this.door = door;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isInFlight() {
        return idling;
    }

    @Override
    public void run(Load load) throws Exception {
        try (ImapClient client = door.imap(load.server(), user)) {
            client.ok("SELECT " + delivery.mailbox());
            while (!load.isStopping()) {
                int seen = load.exchanges();
                client.send("IDLE");
                client.continuation();
                idling = true;
                while (load.exchanges() == seen && !load.isStopping()) {
                    listen(client);
                }
                int delivered = delivery.delivered();
                long begin = System.nanoTime();
                while (client.mailbox().size() < delivered) {
                    client.untagged();
                }
                load.tally().answered(name, "IDLE to hear", begin);
                idling = false;
                client.wire().write("DONE\r\n");
                if (!client.answer().isOk()) {
                    throw new WrongAnswer("IDLE does not end with OK");
                }
                load.tally().answered(1);
                check(client, delivered);
            }
            client.logout();
        }
    }

    private void check(ImapClient client, int delivered) throws Exception {
        client.ok("NOOP");
        if (client.mailbox().size() < delivered) {
            throw new WrongAnswer(client.mailbox().size() + " messages, delivered are " + delivered);
        }
        client.ok("UID FETCH 1:* (FLAGS)");
        if (client.mailbox().size() > delivery.begun()) {
            throw new WrongAnswer(client.mailbox().size() + " messages, begun were " + delivery.begun());
        }
    }

    private static void listen(ImapClient client) throws Exception {
        client.wire().patience(200);
        try {
            if (client.wire().octetComes()) {
                client.wire().patience(30_000);
                client.untagged();
            }
        } finally {
            client.wire().patience(30_000);
        }
    }
}
