// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.SessionInfo;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.plugin.ListenerReport;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.Need;
import org.pennypost.api.store.StatusPlan;

/** The shell's commands {@code mail:…}. Services are looked up at each call, so that nothing here holds an old version. */
@Component(
        immediate = true,
        service = MailCommands.class,
        property = {
            "osgi.command.scope=mail",
            "osgi.command.function=sessions",
            "osgi.command.function=users",
            "osgi.command.function=mailboxes",
            "osgi.command.function=listeners",
            "osgi.command.function=plugins",
            "osgi.command.function=levels"
        })
public final class MailCommands {
    private static final String JSON = "print a JSON array";

    private final Services services;

    /** Makes the commands. */
    @Activate
    public MailCommands(BundleContext context) {
        services = new Services(context);
    }

    /** Lists sessions. */
    @Descriptor("list everybody who has logged in")
    public void sessions(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("id", "protocol", "user", "remote", "listener", "tls", "since", "doing");
        for (SessionInfo session : services.one(Sessions.class).list()) {
            table.row(
                    session.id(),
                    session.protocol(),
                    session.user(),
                    session.peer().remote().getAddress().getHostAddress() + ":"
                            + session.peer().remote().getPort(),
                    session.peer().listener(),
                    session.peer().tls().orElse(""),
                    session.since(),
                    session.doing());
        }
        table.print(shell.getConsole(), json);
    }

    /**
     * Lists sessions or ends one.
     *
     * @throws IllegalArgumentException if the arguments are others, or there is no such session
     */
    @Descriptor("end a session politely: mail:sessions kill ID")
    public void sessions(
            CommandSession shell, @Descriptor("kill") String verb, @Descriptor("as mail:sessions lists it") String id) {
        if (!verb.equals("kill")) {
            throw new IllegalArgumentException("unknown: " + verb + "; allowed: kill ID");
        }
        if (!services.one(Sessions.class).kill(id)) {
            throw new IllegalArgumentException("no such session: " + id);
        }
        shell.getConsole().println("ended " + id);
    }

    /** Lists users. */
    @Descriptor("list the users that authenticators can list")
    public void users(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("user");
        services.one(Login.class).users().forEach(table::row);
        table.print(shell.getConsole(), json);
    }

    /**
     * Lists the mailboxes of a user.
     *
     * @throws org.pennypost.api.mail.MailException NOT_FOUND if there is no such user
     */
    @Descriptor("list the mailboxes of a user")
    public void mailboxes(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the user") String user) {
        Table table = services.one(Login.class).use(user, MailCommands::mailboxes);
        table.print(shell.getConsole(), json);
    }

    private static Table mailboxes(MailAccount account) {
        Table table = new Table("mailbox", "messages", "unseen", "octets", "uidnext", "uidvalidity", "subscribed");
        for (MailboxEntry entry : account.list()) {
            if (entry.kind() == MailboxEntry.Kind.MAILBOX) {
                MailboxStatus status = account.status(entry.name(), new StatusPlan().needs(Need.SIZES));
                MailboxStatus.Numbers numbers = status.numbers();
                table.row(
                        entry.name(),
                        numbers.messages(),
                        numbers.unseen(),
                        status.size(),
                        numbers.uidNext(),
                        numbers.uidValidity(),
                        entry.subscribed());
            }
        }
        return table;
    }

    /** Lists listeners. */
    @Descriptor("list the doors of the server")
    public void listeners(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("listener", "protocol", "address", "tls", "connections", "problem");
        for (ListenerReport report : services.all(ListenerReport.class)) {
            for (ListenerReport.ListenerState state : report.listeners()) {
                table.row(
                        state.name(),
                        state.protocol(),
                        state.address(),
                        state.tls(),
                        state.connections(),
                        state.problem());
            }
        }
        table.print(shell.getConsole(), json);
    }

    /** Lists plug-ins. */
    @Descriptor("list every plug-in, and why one does not serve")
    public void plugins(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("plugin", "kind", "state", "bundle", "reason");
        List<PluginReport> reports = services.all(PluginReport.class);
        for (PluginReport report : reports) {
            for (PluginState state : report.plugins()) {
                table.row(state.name(), state.kind(), state.state(), state.bundle(), state.reason());
            }
        }
        table.print(shell.getConsole(), json);
    }

    /** Lists how much is logged. */
    @Descriptor("list how much is logged of modules and single sessions; mail:levels set MODULE LEVEL,"
            + " mail:levels session ID LEVEL change it")
    public void levels(
            CommandSession shell,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        LogLevels levels = new LogLevels(services);
        levels.table().print(shell.getConsole(), json);
    }

    /**
     * Changes how much is logged.
     *
     * @throws IllegalArgumentException if the arguments are others, or there is no such session or level
     */
    @Descriptor("change how much is logged: mail:levels set MODULE LEVEL, or mail:levels session ID LEVEL; LEVEL is"
            + " crashes-only, failures, major, problems, low-level, all-info, for a session also default")
    public void levels(
            CommandSession shell,
            @Descriptor("set or session") String verb,
            @Descriptor("IMAP, POP; or a session as mail:sessions lists it") String name,
            @Descriptor("the level") String level) {
        LogLevels levels = new LogLevels(services);
        switch (verb) {
            case "set" -> levels.module(name, level);
            case "session" -> levels.session(name, level);
            default ->
                throw new IllegalArgumentException(
                        "unknown: " + verb + "; allowed: set MODULE LEVEL, session ID LEVEL");
        }
        shell.getConsole().println(name + " " + level);
    }
}
