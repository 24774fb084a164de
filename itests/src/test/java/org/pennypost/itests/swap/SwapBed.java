// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.pennypost.itests.ServerProcess;
import org.pennypost.itests.client.ImapClient;
import org.pennypost.itests.client.TestMessage;
import org.pennypost.itests.variant.JarVariant;
import org.pennypost.itests.variant.LoaderWatch;

/** A server with ext-communigate, users, mail and the sessions that keep it busy while its bundles are exchanged. */
final class SwapBed implements AutoCloseable {
    /** The modules that are exchanged, in this order. */
    static final List<String> MODULES = List.of(
            "ext-communigate-bundle",
            "auth-file-bundle",
            "store-maildir-bundle",
            "core-bundle",
            "imap-bundle",
            "pop3-bundle");

    private static final String WORK = "work";
    private static final List<String> USERS =
            List.of(WORK, "idle", "up1", "up2", "slow1", "slow2", "pop1", "pop2", "pop3", "pipe", "half", "login");

    private final ServerProcess server;
    private final Load load;
    private final Path jars;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final List<SlowReader> readers = new ArrayList<>();

    SwapBed() throws IOException {
        server = ServerProcess.create("--set", "listener-imap.max-per-address=200");
        load = new Load(server);
        jars = Files.createDirectories(server.home().resolve("variants"));
        for (String user : USERS) {
            server.addUser(user, Door.PASSWORD);
        }
        for (String user : List.of("pop1", "pop2", "pop3", "pipe", "half", "login")) {
            for (int i = 0; i < 40; i++) {
                deliver(user, TestMessage.make(user + "-" + i, 300 + 400 * i));
            }
        }
        deliver("slow1", TestMessage.make("large", SlowReader.SIZE));
        deliver("slow2", TestMessage.make("large", SlowReader.SIZE));
        server.deploy(ServerProcess.shippedJar("ext-communigate-bundle"), "ext-communigate-bundle.jar");
        server.deploy(LoaderWatch.jar(jars), "watch.jar");
        try {
            server.again();
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    ServerProcess server() {
        return server;
    }

    Load load() {
        return load;
    }

    private int delivered;

    /** Puts a message into a user's INBOX as another program does. */
    private void deliver(String user, byte[] message) throws IOException {
        Path maildir = server.maildir(user);
        for (String folder : List.of("tmp", "new", "cur")) {
            Files.createDirectories(maildir.resolve(folder));
        }
        String name = 1_700_000_000 + delivered + ".P1Q" + delivered++ + ".example";
        Files.write(maildir.resolve("tmp").resolve(name), message);
        Files.move(maildir.resolve("tmp").resolve(name), maildir.resolve("new").resolve(name));
    }

    /** Starts the sessions without streams that last. */
    void startWork() throws IOException {
        create(WORK, "shared1", "shared2", "alone1", "alone2", "alone3", "copies");
        create("pipe", "Archive");
        create("idle", "listen");
        Ledger shared1 = ledger("shared1");
        Ledger shared2 = ledger("shared2");
        Ledger copies = ledger("copies");
        load.add(new ImapWorker("shared1-a", WORK, Door.PLAIN, shared1, copies));
        load.add(new ImapWorker("shared1-b", WORK, Door.TLS, shared1, copies));
        load.add(new ImapWorker("shared2-a", WORK, Door.STARTTLS, shared2, copies));
        load.add(new ImapWorker("shared2-b", WORK, Door.PLAIN, shared2, shared1));
        load.add(new ImapWorker("alone1", WORK, Door.PLAIN, ledger("alone1"), copies));
        load.add(new ImapWorker("alone2", WORK, Door.TLS, ledger("alone2"), shared2));
        Delivery delivery = new Delivery("idle", new Ledger("listen"));
        load.add(delivery);
        load.add(new IdleSession("idle-plain", "idle", Door.PLAIN, delivery));
        load.add(new IdleSession("idle-tls", "idle", Door.TLS, delivery));
        load.add(new HalfCommand("half-plain", "half", Door.PLAIN));
        load.add(new HalfCommand("half-tls", "half", Door.TLS));
        load.add(new Pipeliner("pipe-plain", "pipe", Door.PLAIN));
        load.add(new Pipeliner("pipe-tls", "pipe", Door.STARTTLS));
        load.add(new Pop3Worker("pop3-plain", "pop1", Door.PLAIN));
        load.add(new Pop3Worker("pop3-tls", "pop2", Door.TLS));
        load.add(new Pop3Worker("pop3-stls", "pop3", Door.STARTTLS));
        load.add(new Logins("login"));
    }

    /** Starts uploads and slow readers. */
    void startStreams() {
        uploads.add(new Upload("upload-plain", "up1", Door.PLAIN));
        uploads.add(new Upload("upload-tls", "up2", Door.TLS));
        readers.add(new SlowReader("slow-imap", "slow1", true, Door.PLAIN));
        readers.add(new SlowReader("slow-pop3", "slow2", false, Door.TLS));
        uploads.forEach(load::add);
        readers.forEach(load::add);
    }

    /** Returns how long the shortest stream lasted, in seconds. */
    long shortestStream() {
        long shortest = Long.MAX_VALUE;
        for (Upload upload : uploads) {
            shortest = Math.min(shortest, upload.seconds());
        }
        for (SlowReader reader : readers) {
            shortest = Math.min(shortest, reader.seconds());
        }
        return shortest;
    }

    /** Tells whether every upload and slow reader has ended. */
    boolean streamsEnded() {
        return shortestStream() > 0 && uploads.size() > 0;
    }

    private Ledger ledger(String mailbox) {
        Ledger ledger = new Ledger(mailbox);
        ledgers.add(ledger);
        return ledger;
    }

    private void create(String user, String... mailboxes) throws IOException {
        try (ImapClient client = Door.PLAIN.imap(server, user)) {
            for (String mailbox : mailboxes) {
                client.ok("CREATE " + mailbox);
            }
            client.logout();
        }
    }

    /** Compares every mailbox with what was answered. */
    void verify() throws IOException {
        try (ImapClient client = Door.PLAIN.imap(server, WORK)) {
            for (Ledger ledger : ledgers) {
                ledger.verify(client);
            }
            client.logout();
        }
    }

    /** Begins a variant of a module's shipped jar. */
    JarVariant variant(String module) {
        return JarVariant.of(ServerProcess.shippedJar(module));
    }

    /** Puts a variant into deploy/, in the place of the module's jar there. */
    void deploy(String module, JarVariant variant) {
        server.deploy(variant.write(jars), module + ".jar");
    }

    /** Waits until the shell shows plug-ins that satisfy a condition, and fails with all it shows if they never do. */
    void awaitPlugins(String what, Duration patience, PluginTest test) {
        String[] last = {""};
        await(what, patience, () -> test.holds(last[0] = server.ask("mail:plugins")), () -> last[0]);
    }

    /** A condition on what the shell shows of the plug-ins. */
    interface PluginTest {
        boolean holds(String plugins);
    }

    /** Waits for a condition. */
    void await(String what, Duration patience, BooleanSupplier condition, java.util.function.Supplier<String> report) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " did not come in " + patience + ":\n" + report.get() + "\n"
                        + load.tally().failures() + "\n" + server.diary());
            }
            load.pause(20);
        }
    }

    /** Fails if any session has seen something wrong. */
    void check(String when) {
        List<String> failures = load.tally().failures();
        if (!failures.isEmpty()) {
            throw new AssertionError(when + ": " + String.join("\n", failures) + "\n" + server.diary());
        }
    }

    @Override
    public void close() {
        try {
            load.stop(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }
}
