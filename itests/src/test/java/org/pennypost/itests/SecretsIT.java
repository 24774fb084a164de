// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.client.Wire;

/** With everything logged, no password and nothing that SASL exchanges is found in anything the server has written. */
class SecretsIT {
    private static final String PASSWORD = "kWz81-fjord";
    private static final String WRONG = "qTv47-heron";

    private final Set<String> secrets = new LinkedHashSet<>(List.of(PASSWORD, WRONG));
    private ServerProcess server;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.create(
                "--set", "login.failure-delay=0",
                "--set", "login.failures-free=10000",
                "--set", "login.mechanisms=SCRAM-SHA-256, SCRAM-SHA-1, PLAIN, LOGIN, CRAM-MD5",
                "--set", "pop3.apop=true",
                "--set", "imap.log-level=all-info",
                "--set", "imap.bad-commands=100",
                "--set", "pop3.bad-commands=100",
                "--set", "pop3.log-level=all-info");
        server.addUser("other", "unused-" + PASSWORD);
        Files.writeString(
                server.home().resolve("conf/users"),
                "bob:{PLAIN}" + PASSWORD + "\n",
                StandardOpenOption.APPEND,
                StandardOpenOption.CREATE);
        server.again();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String secret(String text) {
        secrets.add(text);
        return text;
    }

    private String base64(String text) {
        return secret(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends lines and reads whatever comes until an answer that ends something. */
    private static String ask(Wire wire, String text) throws IOException {
        wire.write(text + "\r\n");
        String answer = wire.line();
        while (answer.startsWith("* ")) {
            answer = wire.line();
        }
        return answer;
    }

    private void imap(boolean tls, String password) throws IOException, GeneralSecurityException {
        String[] greetings = {
            "a LOGIN bob " + password,
            "a login \"bob\" \"" + password + "\"",
            "a LOGIN {3+}\r\nbob {" + password.length() + "+}\r\n" + password,
            "a AUTHENTICATE PLAIN " + base64("\0bob\0" + password),
        };
        for (String greeting : greetings) {
            try (Wire wire = connect(tls, server.imap(), server.imaps())) {
                ask(wire, greeting);
                wire.write("b LOGOUT\r\n");
                wire.untilClosed();
            }
        }
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            ask(wire, "a LOGIN {3}");
            ask(wire, "bob {" + password.length() + "}");
            ask(wire, password);
        }
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            ask(wire, "a AUTHENTICATE PLAIN");
            ask(wire, base64("\0bob\0" + password));
        }
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            ask(wire, "a AUTHENTICATE LOGIN");
            ask(wire, base64("bob"));
            ask(wire, base64(password));
        }
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            cram(wire, ask(wire, "a AUTHENTICATE CRAM-MD5"), password);
        }
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            scram(wire, "a AUTHENTICATE SCRAM-SHA-256 ", password);
        }
        clumsy(tls, password);
    }

    /** Who sends secrets where they do not belong, or does not wait. */
    private void clumsy(boolean tls, String password) throws IOException {
        try (Wire wire = connect(tls, server.imap(), server.imaps())) {
            ask(wire, "LOGIN bob " + password);
            ask(wire, "a LOGIN bob " + password + " more");
            ask(wire, "a  LOGIN bob " + password);
            ask(wire, base64("\0bob\0" + password));
            ask(wire, password);
            ask(wire, "a AUTHENTICATE NOTHING " + base64(password + "!"));
            ask(wire, "a " + password);
            ask(wire, "a PASS " + password);
            ask(wire, "a LOGIN bob " + password + "\r\nb LOGIN bob " + password);
            ask(wire, "b LOGIN bob " + password);
            ask(wire, "c AUTHENTICATE PLAIN\r\n" + base64("\0bob\0" + password));
        }
    }

    private void pop(boolean tls, String password) throws IOException, GeneralSecurityException {
        try (Wire wire = Wire.plain(server.pop3())) {
            String greeting = wire.line();
            String stamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            ask(
                    wire,
                    "APOP bob "
                            + secret(HexFormat.of()
                                    .formatHex(MessageDigest.getInstance("MD5")
                                            .digest((stamp + password).getBytes(StandardCharsets.UTF_8)))));
        }
        for (String line : List.of(
                "USER bob\r\nPASS " + password,
                "PASS " + password,
                "PASS",
                "pass " + password + " " + password,
                "AUTH PLAIN " + base64("\0bob\0" + password),
                "AUTH PLAIN\r\n" + base64("\0bob\0" + password),
                base64("\0bob\0" + password),
                password)) {
            try (Wire wire = connect(tls, server.pop3(), server.pop3s())) {
                wire.write(line + "\r\nQUIT\r\n");
                wire.untilClosed();
            }
        }
        try (Wire wire = connect(tls, server.pop3(), server.pop3s())) {
            ask(wire, "AUTH LOGIN");
            ask(wire, base64("bob"));
            ask(wire, base64(password));
        }
        try (Wire wire = connect(tls, server.pop3(), server.pop3s())) {
            cram(wire, ask(wire, "AUTH CRAM-MD5"), password);
        }
        try (Wire wire = connect(tls, server.pop3(), server.pop3s())) {
            scram(wire, "AUTH SCRAM-SHA-256 ", password);
        }
    }

    private static Wire connect(boolean tls, int clear, int secure) throws IOException {
        Wire wire = tls ? Wire.tls(secure) : Wire.plain(clear);
        wire.line();
        return wire;
    }

    private void cram(Wire wire, String challenge, String password) throws IOException, GeneralSecurityException {
        assertThat(challenge).startsWith("+ ");
        String sent = secret(challenge.substring(2));
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
        String digest =
                secret(HexFormat.of().formatHex(mac.doFinal(Base64.getDecoder().decode(sent))));
        ask(wire, base64("bob " + digest));
    }

    private void scram(Wire wire, String command, String password) throws IOException, GeneralSecurityException {
        String first = "n=bob,r=rOprNGfwEbeRWgbNEkqO";
        String challenge = ask(wire, command + base64("n,," + first));
        assertThat(challenge).startsWith("+ ");
        String sent = new String(Base64.getDecoder().decode(secret(challenge.substring(2))), StandardCharsets.UTF_8);
        String nonce = sent.replaceFirst("^r=([^,]*),.*", "$1");
        byte[] salt = Base64.getDecoder().decode(sent.replaceFirst(".*,s=([^,]*),.*", "$1"));
        int rounds = Integer.parseInt(sent.replaceFirst(".*,i=", ""));
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, rounds, 256))
                .getEncoded();
        byte[] key = hmac(salted, "Client Key");
        byte[] stored = MessageDigest.getInstance("SHA-256").digest(key);
        String last = "c=biws,r=" + nonce;
        byte[] signature = hmac(stored, first + "," + sent + "," + last);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        String proof = secret(Base64.getEncoder().encodeToString(key));
        String answer = ask(wire, base64(last + ",p=" + proof));
        if (answer.startsWith("+ ")) {
            secret(answer.substring(2));
            ask(wire, "");
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingWrittenHasASecretInIt() throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            for (String password : List.of(PASSWORD, WRONG)) {
                imap(tls, password);
                pop(tls, password);
            }
        }
        Path log = server.home().resolve("log/pennypost.log");
        await().untilAsserted(() -> assertThat(Files.readString(log))
                .contains("mech=CRAM-MD5", "mech=SCRAM-SHA-256", "mech=LOGIN", "mech=PLAIN", "mech=APOP")
                .contains(": login proto=IMAP user=<bob>", ": login proto=POP3 user=<bob>"));
        server.stop();
        String written = Files.readString(log);
        // The log is as wordy as it gets.
        assertThat(written).contains("IMAP low-level", "IMAP all-info", "POP low-level", "POP all-info", "TLSv1.3");
        assertThat(secrets).hasSizeGreaterThan(40);
        for (String place : List.of("log", "data")) {
            search(server.home().resolve(place));
        }
        try (Stream<Path> files = Files.list(server.home())) {
            files.filter(file -> file.getFileName().toString().startsWith("std"))
                    .forEach(this::search);
        }
    }

    private void search(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    if (text.contains(secret)) {
                        int at = text.indexOf(secret);
                        throw new AssertionError(file + " has " + secret + " in: "
                                + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
