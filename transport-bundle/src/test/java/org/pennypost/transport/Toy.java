// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.mina.core.buffer.IoBuffer;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.MailAccount;

/** A protocol of lines: small, but it does everything that a real one does to a connection. */
final class Toy implements Protocol {
    final String version;
    final Set<ToySession> sessions = ConcurrentHashMap.newKeySet();
    final AtomicInteger executed = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger contentsClosed = new AtomicInteger();
    volatile int channels = 100_000;
    volatile Duration idle = Duration.ofHours(1);
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile boolean resumable = true;
    volatile Path file;

    Toy(String version) {
        this.version = version;
    }

    static IoBuffer octets(String text) {
        return IoBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public String refusal(String why) {
        return "BYE " + why + "\r\n";
    }

    @Override
    public Session open(Connection connection) {
        ToySession session = new ToySession(connection, 0);
        connection.write(octets("hello from " + version + "\r\n"));
        return session;
    }

    @Override
    public Session resume(Connection connection, Snapshot snapshot) {
        if (!resumable) {
            throw new IllegalStateException("not this one");
        }
        return new ToySession(
                connection, Integer.parseInt(snapshot.text("lines").orElseThrow()));
    }

    final class ToySession implements Session {
        private final Connection connection;
        private int lines;
        private boolean flooding;

        ToySession(Connection connection, int lines) {
            this.connection = connection;
            this.lines = lines;
            sessions.add(this);
            connection.idleAfter(idle);
        }

        @Override
        public void received(IoBuffer inbound) {
            for (int end = inbound.indexOf((byte) '\n'); end >= 0; end = inbound.indexOf((byte) '\n')) {
                byte[] line = new byte[end - inbound.position() + 1];
                inbound.get(line);
                if (!command(new String(line, StandardCharsets.ISO_8859_1).trim())) {
                    return;
                }
            }
        }

        private boolean command(String line) {
            lines++;
            executed.incrementAndGet();
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "ECHO" -> say(version + " " + words[1]);
                case "COUNT" -> say(String.valueOf(lines));
                case "TLS" -> say(connection.peer().tls().orElse("none"));
                case "SEND" -> {
                    Zeros content = new Zeros(Long.parseLong(words[1]));
                    connection.write(content, 0, content.length());
                    say("sent");
                }
                case "FILE" -> {
                    Zeros content = new Zeros(file);
                    connection.write(content, 3, content.length() - 3);
                    say("sent");
                }
                case "FLOOD" -> {
                    flooding = true;
                    room();
                }
                case "LATER" -> connection.later(Duration.ofMillis(50), () -> say("later"));
                case "NEVER" -> connection.later(Duration.ofHours(1), () -> say(version));
                case "WAIT" -> await();
                case "STARTTLS" -> {
                    connection.layer(Connection.Layer.TLS, octets("OK begin\r\n"));
                    return false;
                }
                case "STARTLATER" -> {
                    connection.step(() -> connection.layer(Connection.Layer.TLS, octets("OK begin\r\n")));
                    return false;
                }
                case "TICK" -> tick(Integer.parseInt(words[1]));
                case "BREAK" -> throw new IllegalStateException("asked to");
                case "QUIT" -> connection.close(octets("BYE\r\n"));
                default -> say("what?");
            }
            return true;
        }

        private void await() {
            try {
                gate.await();
                say("waited");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void tick(int millis) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (System.nanoTime() < end) {
                connection.tick(1, -1);
                LockSupport.parkNanos(1_000_000);
            }
            say("ticked");
        }

        private void say(String text) {
            connection.write(octets(text + "\r\n"));
        }

        @Override
        public void room() {
            while (flooding && connection.hasRoom()) {
                connection.write(IoBuffer.wrap(new byte[8192]));
            }
        }

        @Override
        public void idle() {
            connection.close(octets("BYE idle\r\n"));
        }

        @Override
        public void closed() {
            sessions.remove(this);
            closed.incrementAndGet();
        }

        @Override
        public void detach() {}

        @Override
        public void attach(MailAccount account) {}

        @Override
        public Snapshot snapshot() {
            sessions.remove(this);
            return Snapshot.EMPTY.with("lines", String.valueOf(lines)).withFarewell("BYE nobody took over\r\n");
        }

        @Override
        public void farewell(String why) {
            connection.close(octets("BYE " + why + "\r\n"));
        }

        @Override
        public String describe() {
            return "toy";
        }
    }

    /** So many zeros, or what is in a file. */
    final class Zeros implements Content {
        private final long length;
        private final FileChannel file;
        private boolean open = true;

        Zeros(long length) {
            this.length = length;
            this.file = null;
        }

        Zeros(Path path) {
            try {
                this.file = FileChannel.open(path);
                this.length = file.size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<FileChannel> file() {
            return Optional.ofNullable(file);
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(long offset, ByteBuffer target) throws IOException {
            if (file != null) {
                return file.read(target, offset);
            }
            int size = (int) Math.min(target.remaining(), length - offset);
            if (size == 0 && target.hasRemaining()) {
                return -1;
            }
            target.put(new byte[size]);
            return size;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                closeFile();
                contentsClosed.incrementAndGet();
            }
        }

        private void closeFile() {
            try {
                if (file != null) {
                    file.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
