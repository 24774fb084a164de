// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.net.Transcript;
import org.pennypost.imap.base.MailboxLimits;
import org.pennypost.imap.id.IdFields;
import org.pennypost.imap.wire.CommandLimits;

/** IMAP as a service: makes a session of each connection. Read {@link Client} next, then {@link Dispatcher}. */
@Component(configurationPid = "imap", immediate = true)
@Designate(ocd = ImapConfig.class)
public final class ImapProtocol implements Protocol {
    private final House house;
    private volatile Settings settings = Settings.SHIPPED;
    private volatile int channels;

    /** Makes the protocol over core. */
    @Activate
    public ImapProtocol(
            @Reference Login login,
            @Reference Sessions sessions,
            @Reference ExtensionRegistry registry,
            ImapConfig config) {
        house = new House(login, sessions, registry, () -> settings);
        configure(config);
    }

    /** Makes the protocol with the shipped settings, outside a container. */
    public ImapProtocol(Login login, Sessions sessions, ExtensionRegistry registry) {
        house = new House(login, sessions, registry, () -> settings);
        channels = 10_000;
    }

    @Modified
    void configure(ImapConfig config) {
        settings = new Settings(
                new Settings.Limits(
                        config.append$_$limit(),
                        config.drop$_$limit(),
                        config.bad$_$commands(),
                        config.saved$_$limit(),
                        new Settings.Frames(config.line$_$limit(), config.command$_$limit())),
                new CommandLimits(
                        config.nesting$_$limit(),
                        config.search$_$keys(),
                        config.keyword$_$length(),
                        config.literal$_$limit(),
                        config.literals()),
                new MailboxLimits(config.mailboxes(), config.mailbox$_$depth(), config.mailbox$_$name()),
                new Settings.Times(
                        Duration.ofSeconds(config.idle$_$timeout()),
                        Duration.ofSeconds(config.login$_$timeout()),
                        Duration.ofSeconds(config.idle$_$notify())),
                IdFields.parse(config.id()));
        house.registry().settings(settings);
        channels = config.channels();
        house.registry().hold(Duration.ofMillis(config.hold()));
    }

    @Override
    public String name() {
        return "imap";
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public String refusal(String why) {
        return "* BYE [UNAVAILABLE] " + why + "\r\n";
    }

    @Override
    public Session open(Connection connection) {
        return Client.open(connection, house);
    }

    @Override
    public Session resume(Connection connection, Snapshot snapshot) {
        return Client.resume(connection, snapshot, house);
    }

    @Override
    public Transcript transcript() {
        return new ImapTranscript(house.registry()::grammar);
    }
}
