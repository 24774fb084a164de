// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One load on Pennypost and on Dovecot, in turns, in one run; prints commands per second, processor time per command and
 * their ratio. Needs root (Dovecot does) and Debian's dovecot-imapd:
 *
 * <pre>java benchmarks/MixedLoad.java distribution/target/pennypost [seconds=15] [clients=10] [messages=2000]</pre>
 *
 * Each turn begins with a warm-up of the same length. Both servers serve a copy of the same Maildirs, without TLS, with
 * readable passwords in a file, and with fsync.
 */
public final class MixedLoad {
    private static final int USERS = 2;
    private static final int ROUNDS = 2;
    private static final int UID = 1000;

    private final Path work;
    private final int clients;
    private final int messages;

    private MixedLoad(Path work, int clients, int messages) {
        this.work = work;
        this.clients = clients;
        this.messages = messages;
    }

    private record Server(String name, Process process, int port) {}

    private record Figures(long commands, double seconds, double cpu) {
        Figures plus(Figures other) {
            return new Figures(commands + other.commands, seconds + other.seconds, cpu + other.cpu);
        }
    }

    public static void main(String[] args) throws Exception {
        Path distribution = Path.of(args[0]).toAbsolutePath();
        int seconds = number(args, 1, 15);
        Path work = Files.createTempDirectory("pennypost-load");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        MixedLoad load = new MixedLoad(work, number(args, 2, 10), number(args, 3, 2000));
        List<Server> servers = new ArrayList<>();
        try {
            load.deliver("pennypost");
            load.deliver("dovecot");
            run("chown", "-R", UID + ":" + UID, work.resolve("dovecot").toString());
            servers.add(load.pennypost(distribution));
            servers.add(load.dovecot());
            Figures[] sums = {new Figures(0, 0, 0), new Figures(0, 0, 0)};
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < servers.size(); i++) {
                    load.drive(servers.get(i), seconds);
                    sums[i] = sums[i].plus(load.drive(servers.get(i), seconds));
                }
            }
            print(servers, sums);
        } finally {
            for (Server server : servers) {
                server.process.destroy();
                server.process.waitFor(20, TimeUnit.SECONDS);
            }
            run("rm", "-rf", work.toString());
        }
    }

    private static int number(String[] args, int index, int other) {
        return args.length > index ? Integer.parseInt(args[index]) : other;
    }

    private static void print(List<Server> servers, Figures[] sums) {
        double[] perSecond = new double[2];
        double[] micros = new double[2];
        for (int i = 0; i < 2; i++) {
            perSecond[i] = sums[i].commands / sums[i].seconds;
            micros[i] = 1e6 * sums[i].cpu / sums[i].commands;
            System.out.printf(
                    "%-10s %8.0f commands/s %8.0f µs of processor time per command%n",
                    servers.get(i).name, perSecond[i], micros[i]);
        }
        System.out.printf(
                "ratio      %8.2f            %8.2f%n", perSecond[0] / perSecond[1], micros[0] / micros[1]);
    }

    private void deliver(String server) throws IOException {
        Random random = new Random(1);
        for (int user = 0; user < USERS; user++) {
            Path maildir = work.resolve(server).resolve("mail").resolve("user" + user);
            for (String folder : List.of("cur", "new", "tmp")) {
                Files.createDirectories(maildir.resolve(folder));
            }
            for (int i = 0; i < messages; i++) {
                String name = (1_700_000_000L + i) + ".M1P1.load:2,S";
                Files.writeString(maildir.resolve("cur").resolve(name), message(i, random));
            }
        }
    }

    private static String message(int number, Random random) {
        StringBuilder text = new StringBuilder("From: Ann Example <ann" + random.nextInt(50) + "@example.org>\n"
                + "To: Bob <bob@example.net>, carol@example.net\nSubject: Report " + number + " about "
                + random.nextInt(1000) + "\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <" + number
                + "@example.org>\nMIME-Version: 1.0\n");
        if (number % 5 < 3) {
            text.append("Content-Type: text/plain; charset=utf-8\n\n");
            lines(text, random, 20 + random.nextInt(60));
        } else {
            text.append("Content-Type: multipart/mixed; boundary=part\n\n--part\nContent-Type: text/plain\n\n");
            lines(text, random, 20);
            text.append("--part\nContent-Type: application/pdf; name=report.pdf\n"
                    + "Content-Disposition: attachment; filename=report.pdf\nContent-Transfer-Encoding: base64\n\n");
            lines(text, random, number % 10 == 9 ? 1500 : 100);
            text.append("--part--\n");
        }
        return text.toString();
    }

    private static void lines(StringBuilder text, Random random, int count) {
        for (int i = 0; i < count; i++) {
            text.append("The quick brown fox ").append(random.nextLong()).append(" jumps over the lazy dog\n");
        }
    }

    private Server pennypost(Path distribution) throws Exception {
        int port = freePort();
        Path home = work.resolve("pennypost/home");
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.writeString(conf.resolve("users"), users("::::::"));
        Process process = new ProcessBuilder(
                        distribution.resolve("bin/pennypost").toString(),
                        "start",
                        "--home",
                        home.toString(),
                        "--imap",
                        "" + port,
                        "--imaps",
                        "0",
                        "--pop3",
                        "0",
                        "--pop3s",
                        "0",
                        "--mail-location",
                        "maildir:" + work.resolve("pennypost/mail/%u"))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("pennypost.log").toFile())
                .start();
        return new Server("Pennypost", process, awaited(port));
    }

    private static String users(String rest) {
        StringBuilder lines = new StringBuilder();
        for (int user = 0; user < USERS; user++) {
            lines.append("user").append(user).append(":{PLAIN}secret").append(rest).append('\n');
        }
        return lines.toString();
    }

    private Server dovecot() throws Exception {
        int port = freePort();
        Path users = work.resolve("dovecot/users");
        Files.writeString(users, users(":" + UID + ":" + UID + "::" + work.resolve("dovecot/home") + "::"));
        Path conf = work.resolve("dovecot.conf");
        Files.writeString(conf, """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                ssl = no
                protocols = imap
                listen = 127.0.0.1
                disable_plaintext_auth = no
                mail_location = maildir:%1$s/dovecot/mail/%%u
                mail_fsync = always
                mail_max_userip_connections = 1000
                first_valid_uid = 1
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%u %1$s/dovecot/users
                }
                userdb {
                  driver = passwd-file
                  args = username_format=%%u %1$s/dovecot/users
                }
                service imap-login {
                  service_count = 0
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """.formatted(work, port));
        Process process = new ProcessBuilder("dovecot", "-F", "-c", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("dovecot.out").toFile())
                .start();
        return new Server("Dovecot", process, awaited(port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int awaited(int port) throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return port;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException("nobody listens on " + port);
    }

    private static void run(String... command) throws Exception {
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Figures drive(Server server, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        double before = cpu(server.process);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int number = i;
            Callable<Long> client = () -> sessions(server.port, number, end);
            all.add(threads.submit(client));
        }
        long commands = 0;
        for (Future<Long> one : all) {
            commands += one.get();
        }
        threads.shutdown();
        return new Figures(commands, (System.nanoTime() - begin) / 1e9, cpu(server.process) - before);
    }

    private long sessions(int port, int number, long end) throws IOException {
        Random random = new Random(number);
        long commands = 0;
        while (System.nanoTime() < end) {
            try (Client client = new Client(port)) {
                client.line();
                client.ask("LOGIN user" + number % USERS + " secret");
                client.ask("LIST \"\" *");
                client.ask("STATUS INBOX (MESSAGES UNSEEN UIDNEXT)");
                client.ask("SELECT INBOX");
                client.ask("FETCH 1:* (UID FLAGS)");
                for (int i = 0; i < 3; i++) {
                    client.ask("FETCH " + fifty(random) + " (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)");
                }
                client.ask("FETCH " + fifty(random) + " (UID BODY.PEEK[HEADER.FIELDS (From To Subject Date Message-ID)])");
                for (int i = 0; i < 10; i++) {
                    client.ask("FETCH " + one(random) + " BODY.PEEK[]");
                }
                for (int i = 0; i < 4; i++) {
                    client.ask("STORE " + one(random) + (i % 2 == 0 ? " +" : " -") + "FLAGS (\\Flagged)");
                }
                for (int i = 0; i < 3; i++) {
                    client.ask("NOOP");
                }
                client.ask("SEARCH UNSEEN SINCE 1-Jan-2023");
                client.append(message(random.nextInt(1000), random).replace("\n", "\r\n"));
                client.ask("LOGOUT");
                commands += client.commands;
            }
        }
        return commands;
    }

    private String fifty(Random random) {
        int first = 1 + random.nextInt(messages - 50);
        return first + ":" + (first + 49);
    }

    private int one(Random random) {
        return 1 + random.nextInt(messages);
    }

    /** Seconds of processor time that a process, its descendants, and those who have ended have had. */
    private static double cpu(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all.stream().mapToDouble(handle -> cpu(handle.pid())).sum();
    }

    private static double cpu(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / 100.0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A client that reads answers without looking into them. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer = new byte[64 * 1024];
        long commands;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        String line() throws IOException {
            int length = 0;
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the server has closed");
                }
                if (length < buffer.length) {
                    buffer[length++] = (byte) octet;
                }
            }
            return new String(buffer, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
        }

        void ask(String command) throws IOException {
            send("t " + command + "\r\n");
            completed(command);
        }

        void append(String message) throws IOException {
            send("t APPEND INBOX (\\Seen) {" + message.length() + "}\r\n");
            if (!line().startsWith("+")) {
                throw new IOException("APPEND refused");
            }
            send(message + "\r\n");
            completed("APPEND");
        }

        private void completed(String command) throws IOException {
            String line = line();
            while (!line.startsWith("t ")) {
                int brace = line.endsWith("}") ? line.lastIndexOf('{') : -1;
                if (brace >= 0) {
                    in.skipNBytes(Long.parseLong(line.substring(brace + 1, line.length() - 1)));
                }
                line = line();
            }
            if (!line.startsWith("t OK")) {
                throw new IOException(command + ": " + line);
            }
            commands++;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
