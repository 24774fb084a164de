// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

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
            long begin = System.nanoTime();
            if (i % 2 == 0) {
                try (ImapClient client = door.imap(load.server(), user)) {
                    client.logout();
                }
            } else {
                try (Pop3Client client = door.pop3(load.server(), user)) {
                    client.quit();
                }
            }
            load.tally().answered(name(), "login by " + door, begin);
            load.tally().answered(2);
            load.pause(50);
        }
    }
}
