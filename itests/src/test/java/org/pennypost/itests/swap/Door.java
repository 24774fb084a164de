// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.Pop3Client;
import org.pennypost.itests.client.Wire;

/** How a session comes in. */
enum Door {
    PLAIN,
    STARTTLS,
    TLS;

    /** The password of every user of the load. */
    static final String PASSWORD = "pass-word-1";

    /** Connects, under TLS if this door has it. */
    ImapClient imap(ServerProcess server, int receiveBuffer) throws IOException {
        ImapClient client = new ImapClient(
                this == TLS ? Wire.tls(server.imaps(), receiveBuffer) : Wire.plain(server.imap(), receiveBuffer));
        return this == STARTTLS ? client.startTls() : client;
    }

    /** Connects and logs in. */
    ImapClient imap(ServerProcess server, String user) throws IOException {
        return imap(server, 0).login(user, PASSWORD);
    }

    /** Connects, under TLS if this door has it. */
    Pop3Client pop3(ServerProcess server, int receiveBuffer) throws IOException {
        Pop3Client client = new Pop3Client(
                this == TLS ? Wire.tls(server.pop3s(), receiveBuffer) : Wire.plain(server.pop3(), receiveBuffer));
        return this == STARTTLS ? client.startTls() : client;
    }

    /** Connects and logs in. */
    Pop3Client pop3(ServerProcess server, String user) throws IOException {
        return pop3(server, 0).login(user, PASSWORD);
    }
}
