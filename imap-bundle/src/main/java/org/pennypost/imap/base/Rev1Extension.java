// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.State;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Access;
import org.pennypost.imap.engine.Door;
import org.pennypost.imap.engine.Engine;

/** What every IMAP4rev1 server has. */
@Rfc(number = 3501, section = "6")
@Rfc(number = 7888, section = "3")
public final class Rev1Extension implements ImapExtension {
    private final Supplier<MailboxLimits> limits;

    /**
     * Makes it.
     *
     * @param limits how many mailboxes there may be, and how they may be called
     */
    public Rev1Extension(Supplier<MailboxLimits> limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "IMAP4rev1";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        List<String> all = new ArrayList<>(List.of("IMAP4rev1", "LITERAL+", "SASL-IR"));
        if (session.state() == State.NOT_AUTHENTICATED) {
            Door door = Engine.of(session).door();
            if (session.peer().offersTls()) {
                all.add("STARTTLS");
            }
            if (!door.plaintextAllowed()) {
                all.add("LOGINDISABLED");
            }
            for (SaslMechanism mechanism : door.mechanisms()) {
                all.add("AUTH=" + mechanism.name());
            }
        }
        return all;
    }

    @Override
    public List<Command> commands() {
        return List.of(
                new CapabilityCommand(),
                new NoopCommand("NOOP", Traits.anywhere()),
                new NoopCommand("CHECK", Traits.selected()),
                new LogoutCommand(),
                new StartTlsCommand(),
                new LoginCommand(),
                new AuthenticateCommand(),
                new SelectCommand("SELECT", Access.SELECT),
                new SelectCommand("EXAMINE", Access.EXAMINE),
                new CloseCommand(),
                new CreateCommand(limits),
                new NameCommand("DELETE", (session, name) -> session.account().delete(name)),
                new NameCommand("SUBSCRIBE", this::subscribe),
                new NameCommand(
                        "UNSUBSCRIBE", (session, name) -> session.account().subscribe(name, false)),
                new RenameCommand(limits),
                new AppendCommand(),
                new StoreCommand("STORE", false),
                new StoreCommand("UID STORE", true),
                new CopyCommand("COPY", false, false),
                new CopyCommand("UID COPY", true, false),
                new ExpungeCommand("EXPUNGE", false));
    }

    private void subscribe(ImapSession session, MailboxName name) {
        limits.get().beforeSubscribe(name, session);
        session.account().subscribe(name, true);
    }
}
