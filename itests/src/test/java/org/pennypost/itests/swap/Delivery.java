// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import org.pennypost.itests.client.TestMessage;

/** Appends small messages to a mailbox that others listen to. */
final class Delivery implements LoadSession {
    private final String user;
    private final Ledger box;
    private volatile int begun;
    private volatile int delivered;

    Delivery(String user, Ledger box) {
        this.user = user;
        this.box = box;
    }

    String mailbox() {
        return box.mailbox();
    }

    /** Returns how many messages have certainly arrived. */
    int delivered() {
        return delivered;
    }

    /** Returns how many messages may have arrived. */
    int begun() {
        return begun;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public boolean isBusy() {
        return true;
    }

    @Override
    public void run(Load load) throws Exception {
        try (TimedImap imap = new TimedImap(Door.TLS.imap(load.server(), user), load, name())) {
            while (!load.isStopping()) {
                String key = "delivery-" + begun;
                begun++;
                box.added(imap.append(box.mailbox(), "", TestMessage.make(key, 500), true), key);
                delivered++;
                load.pause(150);
            }
            imap.client().logout();
        }
    }
}
