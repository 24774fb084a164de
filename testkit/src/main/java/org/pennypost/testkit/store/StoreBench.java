// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.MessageMeta;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.Progress;

/** The store under test with one user, and short words for what every test does. Closes everything it opened. */
final class StoreBench implements AutoCloseable {
    static final MailboxName INBOX = MailboxName.INBOX;

    private final Identity user;
    private final Deque<MailAccount> accounts = new ArrayDeque<>();
    private MailStore store;

    StoreBench(MailStore store, Identity user) {
        this.store = store;
        this.user = user;
    }

    MailStore store() {
        return store;
    }

    Identity user() {
        return user;
    }

    /** Closes all accounts and goes on with another store object. */
    void restart(MailStore next) {
        close();
        store = next;
    }

    synchronized MailAccount account() {
        MailAccount account = store.open(user);
        accounts.push(account);
        return account;
    }

    Mailbox open(MailboxName name, Access access) {
        return account().open(name, access, Bell.SILENT);
    }

    Mailbox inbox() {
        return open(INBOX, Access.UPDATE);
    }

    static MailboxName name(String text) {
        return MailboxName.parse(text, '/');
    }

    MailboxName create(String text) {
        account().create(name(text), new CreatePlan());
        return name(text);
    }

    static Draft draft(Mailbox mailbox, String text) {
        Draft draft = mailbox.draft(-1);
        draft.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        return draft;
    }

    /** Appends a message with these flags and returns its UID. */
    static long append(Mailbox mailbox, String text, Flag... flags) {
        UidSet uids = mailbox.commit(
                        List.of(new AppendPlan(draft(mailbox, text)).flags(Flags.of(flags))), Progress.NONE)
                .uids();
        assertThat(uids.count()).isEqualTo(1);
        return uids.first(0);
    }

    /** Appends messages that differ, and returns their UIDs. */
    static UidSet fill(Mailbox mailbox, int count) {
        List<AppendPlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plans.add(new AppendPlan(draft(mailbox, mail("message " + i))));
        }
        return mailbox.commit(plans, Progress.NONE).uids();
    }

    /** Returns a small message. */
    static String mail(String subject) {
        return "From: a@example.org\r\nSubject: " + subject + "\r\n\r\nHello, this is " + subject + ".\r\n";
    }

    static Message message(Mailbox mailbox, long uid) {
        List<Message> found = mailbox.messages(UidSet.of(uid), FetchPlan.of(Need.SIZES, Need.DATES, Need.CONTENT));
        assertThat(found).as("message with UID %d", uid).hasSize(1);
        return found.get(0);
    }

    static MessageMeta meta(Mailbox mailbox, long uid) {
        return message(mailbox, uid).meta();
    }

    static Flags flags(Mailbox mailbox, long uid) {
        return meta(mailbox, uid).flags();
    }

    static String text(Mailbox mailbox, long uid) {
        try (Content content = message(mailbox, uid).content()) {
            return text(content);
        }
    }

    static String text(Content content) {
        try {
            ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(content.length()));
            int count = 0;
            while (octets.hasRemaining() && count >= 0) {
                count = content.read(octets.position(), octets);
            }
            assertThat(octets.remaining()).as("octets missing at the end").isZero();
            assertThat(content.read(content.length(), ByteBuffer.allocate(1))).isEqualTo(-1);
            return new String(octets.array(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UidSet uids(Mailbox mailbox) {
        return mailbox.state().now().uids().toSet();
    }

    static void problem(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(MailException.class))
                .extracting(MailException::problem)
                .isEqualTo(problem);
    }

    @Override
    public synchronized void close() {
        while (!accounts.isEmpty()) {
            accounts.pop().close();
        }
    }
}
