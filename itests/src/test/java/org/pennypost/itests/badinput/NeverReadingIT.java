// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.ImapClient.Answer;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.client.Wire;

/** Clients that ask for a gigabyte and read none of it. */
@Tag("real")
class NeverReadingIT {
    private static final int MESSAGE = 16 << 20;
    private static final int TIMES = 64;
    private static final long GROWTH = 64L << 20;

    @Test
    void aGigabyteThatNobodyReadsCostsNoMemory() throws IOException {
        try (Victim victim = Victim.start()) {
            try (ImapClient client = victim.imap()) {
                client.ok("CREATE Large");
                Answer answer = client.append("Large", "", TestMessage.make("large", MESSAGE), true);
                assertThat(answer.state()).isEqualTo("OK");
                client.ok("SELECT Large");
                for (int i = 0; i < 3; i++) {
                    client.ok("FETCH 1 (BODY.PEEK[])"); // everything is loaded and warm
                }
            }
            for (int i = 0; i < 50; i++) {
                victim.othersGoOn();
            }
            long before = victim.server().residentMemory();
            List<Wire> wires = new ArrayList<>();
            try {
                wires.add(stalled(victim, Wire.plain(victim.server().imap())));
                wires.add(stalled(victim, Wire.tls(victim.server().imaps())));
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
                while (System.nanoTime() - end < 0) {
                    victim.othersGoOn();
                    assertThat(victim.server().residentMemory() - before).isLessThan(GROWTH);
                }
            } finally {
                for (Wire wire : wires) {
                    wire.close();
                }
            }
            victim.othersGoOn();
        }
    }

    private static Wire stalled(Victim victim, Wire wire) throws IOException {
        ImapClient client = new ImapClient(wire).login(Victim.USER, Victim.PASSWORD);
        client.ok("EXAMINE Large");
        for (int i = 0; i < TIMES; i++) {
            client.send("FETCH 1 (BODY.PEEK[])");
        }
        assertThat(victim.server().isAlive()).isTrue();
        return wire;
    }
}
