// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MailEvent;
import jakarta.mail.event.MessageChangedEvent;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.MessageVanishedEvent;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pennypost.itests.ServerProcess;

/** Angus Mail, the library that Java programs read mail with: IMAP and POP3 by every door and login it has. */
@Tag("real")
class AngusIT {
    private static ServerProcess server;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private String user = "reader";

    @BeforeAll
    static void start() {
        server = ServerProcess.create();
        for (String name : List.of("reader", "mover", "idler", "syncer", "popper")) {
            server.addUser(name, "secret");
            Letters.deliver(server.maildir(name));
        }
        server.again();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Store connect(String protocol, int port, Map<String, String> options) throws MessagingException {
        Properties properties = new Properties();
        options.forEach((name, value) -> properties.setProperty("mail." + protocol + "." + name, value));
        properties.setProperty("mail." + protocol + ".ssl.trust", "localhost");
        properties.setProperty("mail." + protocol + ".timeout", "30000");
        Session session = Session.getInstance(properties);
        session.setDebug(true);
        session.setDebugOut(new PrintStream(wire, true, StandardCharsets.ISO_8859_1));
        Store store = session.getStore(protocol);
        try {
            store.connect("localhost", port, user, "secret");
        } catch (MessagingException e) {
            throw new AssertionError(said(), e);
        }
        return store;
    }

    private static final Map<String, String> STARTTLS = Map.of("starttls.enable", "true", "starttls.required", "true");

    private String said() {
        return wire.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsAndSearchesOverStartTls() throws MessagingException, IOException {
        try (Store store = connect("imap", server.imap(), STARTTLS);
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            Message[] letters = inbox.getMessages();
            assertThat(letters).hasSize(5);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            profile.add(FetchProfile.Item.CONTENT_INFO);
            profile.add(FetchProfile.Item.FLAGS);
            profile.add(FetchProfile.Item.SIZE);
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add("X-Priority");
            inbox.fetch(letters, profile);
            Message greeting = letters[1];
            assertThat(greeting.getSubject()).isEqualTo("Grüße aus Köln");
            assertThat(greeting.getFrom())
                    .extracting(Address::toString)
                    .singleElement()
                    .asString()
                    .contains("joerg@example.org");
            assertThat(((Multipart) greeting.getContent()).getCount()).isEqualTo(2);
            BodyPart table = ((Multipart) greeting.getContent()).getBodyPart(1);
            assertThat(table.getDisposition()).isEqualToIgnoringCase("attachment");
            assertThat(table.getFileName()).isEqualTo("Übersicht.csv");
            try (InputStream in = table.getInputStream()) {
                assertThat(in.readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("Stadt;Grad\nKöln;7\nZürich;5\n");
            }
            Message inside = (Message)
                    ((Multipart) letters[2].getContent()).getBodyPart(1).getContent();
            assertThat(inside.getSubject()).isEqualTo("inside");
            assertThat(((Multipart) inside.getContent()).getBodyPart(0).getContent())
                    .asString()
                    .startsWith("The inner text.");
            assertThat(letters[3].getContent()).asString().startsWith("Ein schöner Gruß");
            assertThat(letters[0].isSet(Flags.Flag.SEEN)).isFalse();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            letters[0].writeTo(whole);
            assertThat(whole.size()).isEqualTo(letters[0].getSize());

            assertThat(inbox.search(new BodyTerm("needle")))
                    .extracting(Message::getMessageNumber)
                    .containsExactly(1);
            assertThat(inbox.search(new SubjectTerm("Köln")))
                    .extracting(Message::getMessageNumber)
                    .containsExactly(2);
            assertThat(inbox.search(new AndTerm(
                            new NotTerm(new FlagTerm(new Flags(Flags.Flag.SEEN), true)), new SubjectTerm("a"))))
                    .extracting(Message::getMessageNumber)
                    .contains(5);
        }
        assertThat(said()).contains("STARTTLS").doesNotContain(" BAD ");
    }

    @Test
    void flagsCopiesMovesAndDeletes() throws MessagingException {
        user = "mover";
        Map<String, String> sasl = Map.of("sasl.enable", "true", "sasl.mechanisms", "PLAIN");
        try (Store store = connect("imaps", server.imaps(), sasl);
                IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX")) {
            assertThat(store.getPersonalNamespaces()).hasSize(1);
            IMAPFolder folder = (IMAPFolder) store.getFolder("Angus/Ärger");
            assertThat(folder.exists()).isFalse();
            assertThat(folder.create(Folder.HOLDS_MESSAGES | Folder.HOLDS_FOLDERS))
                    .isTrue();
            folder.setSubscribed(true);
            assertThat(store.getDefaultFolder().listSubscribed("*"))
                    .extracting(Folder::getFullName)
                    .containsExactly("Angus/Ärger");

            inbox.open(Folder.READ_WRITE);
            AppendUID[] copied = inbox.copyUIDMessages(inbox.getMessages(1, 2), folder);
            assertThat(copied).extracting(at -> at.uid).containsExactly(1L, 2L);
            assertThat(inbox.moveUIDMessages(inbox.getMessages(3, 3), folder))
                    .extracting(at -> at.uid)
                    .containsExactly(3L);
            Flags flags = new Flags(Flags.Flag.FLAGGED);
            flags.add("$Angus");
            inbox.getMessage(1).setFlags(flags, true);
            assertThat(inbox.getMessage(1).getFlags().getUserFlags()).containsExactly("$Angus");
            inbox.getMessage(4).setFlag(Flags.Flag.DELETED, true);
            // it keeps what was moved as a gap until this
            assertThat(inbox.expunge()).extracting(Message::getMessageNumber).containsExactly(3, 4);
            assertThat(inbox.getMessageCount()).isEqualTo(3);

            MimeMessage draft = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(("Subject: from Angus\r\n\r\n" + "a line\r\n".repeat(50_000))
                            .getBytes(StandardCharsets.US_ASCII)));
            draft.setFlag(Flags.Flag.DRAFT, true);
            assertThat(folder.appendUIDMessages(new Message[] {draft})[0].uid).isEqualTo(4);
            assertThat(folder.getMessageCount()).as(said()).isEqualTo(4);
            assertThat(folder.getUnreadMessageCount()).isEqualTo(4);
            assertThat(folder.renameTo(store.getFolder("Angus/new"))).isTrue();
            assertThat(store.getDefaultFolder().list("*"))
                    .extracting(Folder::getFullName)
                    .contains("INBOX", "Angus/new");
            Folder bin = store.getFolder("Bin");
            assertThat(bin.create(Folder.HOLDS_MESSAGES)).isTrue();
            assertThat(bin.delete(false)).isTrue();
        }
        assertThat(said()).contains("SASL authentication succeeded").doesNotContain(" BAD ");
        assertThat(Letters.kept(server.maildir(user)))
                .anyMatch(letter -> letter.matches("plain:F[a-z]"))
                .hasSize(3);
        assertThat(Letters.kept(server.maildir(user).resolve(".Angus.new")))
                .contains("plain:", "Fwd: inside:", "from Angus:D")
                .hasSize(4);
    }

    @Test
    void hearsWhileIdleAndCatchesUp() throws Exception {
        user = "idler";
        try (Store store = connect("imaps", server.imaps(), Map.of());
                Store other = connect("imap", server.imap(), STARTTLS);
                IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
                Folder second = other.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE, ResyncData.CONDSTORE);
            long since = inbox.getHighestModSeq();
            assertThat(since).isPositive();
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch flagged = new CountDownLatch(1);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    arrived.countDown();
                }
            });
            inbox.addMessageChangedListener(event -> flagged.countDown());
            CompletableFuture<Void> idle = CompletableFuture.runAsync(() -> {
                try {
                    while (arrived.getCount() > 0 || flagged.getCount() > 0) {
                        inbox.idle(true);
                    }
                } catch (MessagingException e) {
                    throw new AssertionError(e);
                }
            });
            second.open(Folder.READ_WRITE);
            second.getMessage(2).setFlag(Flags.Flag.ANSWERED, true);
            assertThat(flagged.await(30, TimeUnit.SECONDS)).as(said()).isTrue();
            try (Delivery delivery = new Delivery(server.maildir(user))) {
                delivery.deliver();
            }
            assertThat(arrived.await(30, TimeUnit.SECONDS)).as(said()).isTrue();
            idle.get(30, TimeUnit.SECONDS);
            assertThat(inbox.getMessageCount()).isEqualTo(6);
            assertThat(inbox.getMessagesByUIDChangedSince(1, UIDFolder.LASTUID, since))
                    .extracting(Message::getMessageNumber)
                    .contains(2);
        }
        assertThat(said()).contains("IDLE").doesNotContain(" BAD ");
    }

    @Test
    void resynchronizes() throws MessagingException {
        user = "syncer";
        try (Store store = connect("imaps", server.imaps(), Map.of());
                Store other = connect("imap", server.imap(), STARTTLS)) {
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE, ResyncData.CONDSTORE);
            ResyncData known = new ResyncData(inbox.getUIDValidity(), inbox.getHighestModSeq());
            inbox.close(false);
            try (Folder second = other.getFolder("INBOX")) {
                second.open(Folder.READ_WRITE);
                second.getMessage(5).setFlag(Flags.Flag.FLAGGED, true);
                second.getMessages(2, 3)[0].setFlag(Flags.Flag.DELETED, true);
                second.getMessage(3).setFlag(Flags.Flag.DELETED, true);
                assertThat(second.expunge()).hasSize(2);
            }
            List<MailEvent> missed = inbox.open(Folder.READ_WRITE, known);
            assertThat(missed)
                    .filteredOn(MessageVanishedEvent.class::isInstance)
                    .flatExtracting(event -> LongStream.of(((MessageVanishedEvent) event).getUIDs())
                            .boxed()
                            .toList())
                    .containsExactly(2L, 3L);
            assertThat(missed)
                    .filteredOn(MessageChangedEvent.class::isInstance)
                    .extracting(
                            event -> ((MessageChangedEvent) event).getMessage().getMessageNumber())
                    .containsExactly(3);
            inbox.close(false);
        }
        assertThat(said()).contains("ENABLE QRESYNC", "VANISHED (EARLIER)").doesNotContain(" BAD ");
    }

    @Test
    void readsOverPop3() throws MessagingException, IOException {
        user = "popper";
        for (boolean tls : new boolean[] {false, true}) {
            try (Store store = tls
                    ? connect("pop3s", server.pop3s(), Map.of("auth.mechanisms", "PLAIN"))
                    : connect("pop3", server.pop3(), STARTTLS)) {
                POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                assertThat(inbox.getMessageCount()).isEqualTo(tls ? 4 : 5);
                assertThat(inbox.getUID(inbox.getMessage(1))).isNotEqualTo(inbox.getUID(inbox.getMessage(2)));
                assertThat(inbox.getMessage(2).getSubject()).isEqualTo("Grüße aus Köln");
                assertThat(inbox.getMessage(1).getContent()).asString().contains("\n.a dot at the beginning");
                inbox.getMessage(tls ? 4 : 5).setFlag(Flags.Flag.DELETED, true);
                inbox.close(!tls);
            }
        }
        assertThat(said()).contains("STLS", "AUTH PLAIN succeeded").doesNotContain("-ERR");
        assertThat(Letters.kept(server.maildir(user))).hasSize(4).noneMatch(letter -> letter.startsWith("A red"));
    }

    @Test
    void aWrongPasswordIsRefused() {
        Session session = Session.getInstance(new Properties());
        for (Map.Entry<String, Integer> door :
                Map.of("imap", server.imap(), "pop3", server.pop3()).entrySet()) {
            assertThatThrownBy(
                            () -> session.getStore(door.getKey()).connect("localhost", door.getValue(), user, "wrong"))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }
}
