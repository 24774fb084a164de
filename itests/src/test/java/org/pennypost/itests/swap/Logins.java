// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Pop3Client;

/** Comes in by every door, one after the other, and leaves again. */
final class Logins implements LoadSession {
    private final String user;

    Logins(String user) {
        this.user = user;
    }

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public boolean isBusy() {
        return true;
    }

    @Override
    public void run(Load load) throws Exception {
        for (int i = 0; !load.isStopping(); i++) {
            Door door = Door.values()[i % Door.values().length];
            if (i % 2 == 0) {
                imap(load, door);
            } else {
                pop3(load, door);
            }
            load.pause(50);
        }
    }

    private void imap(Load load, Door door) throws IOException {
        long begin = System.nanoTime();
        try (ImapClient client = door.imap(load.server(), 0)) {
            load.tally().answered(name(), "connect to IMAP, " + door, begin);
            begin = System.nanoTime();
            client.login(user, Door.PASSWORD);
            load.tally().answered(name(), "LOGIN", begin);
            client.logout();
        }
    }

    private void pop3(Load load, Door door) throws IOException {
        long begin = System.nanoTime();
        try (Pop3Client client = door.pop3(load.server(), 0)) {
            load.tally().answered(name(), "connect to POP3, " + door, begin);
            begin = System.nanoTime();
            client.login(user, Door.PASSWORD);
            load.tally().answered(name(), "USER, PASS, LIST, UIDL", begin);
            client.quit();
        }
    }
}
