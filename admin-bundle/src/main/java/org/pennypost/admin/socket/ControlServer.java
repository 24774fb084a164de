// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the control socket (mode 0600: the file's owner is the authentication); one thread per client. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final SocketPlace place;
    private final Shell.Factory shells;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    ControlServer(SocketPlace place, Shell.Factory shells) throws IOException {
        this.place = place;
        this.shells = shells;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(place.socket()));
        Files.setPosixFilePermissions(place.socket(), PosixFilePermissions.fromString("rw-------"));
        daemon("control-accept", this::accept);
    }

    /** Closes the socket and every client. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel client : clients) {
                client.close();
            }
            place.clear();
        } catch (IOException e) {
            LOG.warn("control socket {} did not close cleanly", place.socket(), e);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                clients.add(client);
                daemon("control-client", () -> serve(client));
            }
        } catch (ClosedChannelException e) {
            LOG.debug("control socket closed");
        } catch (IOException e) {
            LOG.error("control socket {} accepts no more", place.socket(), e);
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            new ControlClient(client, shells).serve();
        } catch (IOException e) {
            LOG.debug("control client left", e);
        } finally {
            clients.remove(client);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
