// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.WrongAnswer;

/** Reads a maildrop and marks messages as deleted, in one session over every exchange; QUIT comes at the very end. */
final class Pop3Worker implements LoadSession {
    private final String name;
    private final String user;
    private final Door door;

    Pop3Worker(String name, String user, Door door) {
        this.name = name;
        this.user = user;
        this.door = door;
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
    public void run(Load load) throws Exception {
        List<String> kept;
        try (Pop3Client client = door.pop3(load.server(), user)) {
            Random random = new Random(name.hashCode());
            client.delete(1);
            while (!load.isStopping()) {
                long begin = System.nanoTime();
                String what = act(client, random);
                load.tally().answered(name, what, begin);
                load.pause(8);
            }
            client.stat();
            client.uidl();
            kept = kept(client);
            client.quit();
        }
        try (Pop3Client client = door.pop3(load.server(), user)) {
            if (!client.uidls().equals(kept)) {
                throw new WrongAnswer("kept are " + client.uidls() + " instead of " + kept);
            }
            client.quit();
        }
    }

    private static List<String> kept(Pop3Client client) {
        List<String> kept = new ArrayList<>();
        for (int i = 1; i <= client.count(); i++) {
            if (!client.marked().contains(i)) {
                kept.add(client.uidls().get(i - 1));
            }
        }
        return kept;
    }

    private static String act(Pop3Client client, Random random) throws Exception {
        int number = 1 + random.nextInt(client.count());
        int dice = random.nextInt(100);
        if (dice < 25) {
            client.stat();
            return "STAT";
        } else if (dice < 40) {
            client.list();
            return "LIST";
        } else if (dice < 50) {
            client.uidl();
            return "UIDL";
        } else if (dice < 80) {
            client.retrieve(number);
            return "RETR";
        } else if (dice < 84 && client.marked().size() < client.count() / 2) {
            client.delete(number);
            return "DELE";
        } else if (dice == 99) {
            client.reset();
            client.delete(1);
            return "RSET, DELE";
        }
        client.ok("NOOP");
        return "NOOP";
    }
}
