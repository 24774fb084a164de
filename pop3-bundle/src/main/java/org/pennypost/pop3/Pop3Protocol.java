// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.net.Transcript;
import org.pennypost.pop3.base.Pop3Base;
import org.pennypost.pop3.drop.UidlFormat;
import org.pennypost.pop3.engine.Greeting;
import org.pennypost.pop3.engine.Surroundings;
import org.pennypost.pop3.mina.LineSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** POP3 (RFC 1939) as a protocol. Core is referred to statically: its update hands all sessions over. */
@Component(immediate = true, service = Protocol.class, configurationPid = "pop3")
@Designate(ocd = Pop3Protocol.Settings.class)
public final class Pop3Protocol implements Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(Pop3Protocol.class);

    private final ExtensionRegistry registry;
    private final Surroundings around;
    private final int channels;

    /** Settings of POP3. */
    @ObjectClassDefinition(name = "pop3", description = "POP3 on all its listeners.")
    public @interface Settings {
        /** Returns the most connections. */
        @AttributeDefinition(
                name = "channels",
                description = "Most connections over all POP3 listeners; 0 closes them, sessions that are open go on.",
                min = "0",
                max = "1000000")
        int channels() default 10000;

        /** Returns the idle time. */
        @AttributeDefinition(
                name = "idle-timeout",
                description = "Seconds without traffic after which a session ends, deleting nothing.",
                min = "600",
                max = "86400")
        int idle$_$timeout() default 600;

        /** Returns the number of mistakes. */
        @AttributeDefinition(
                name = "bad-commands",
                description = "Commands before login that are not understood until the connection is closed.",
                min = "1",
                max = "1000")
        int bad$_$commands() default 3;

        /** Returns the longest command. */
        @AttributeDefinition(
                name = "line-length",
                description = "Most octets of a command with its line end; a longer line is refused (RFC 2449: 255)."
                        + " What a SASL mechanism asks for may have 16384.",
                min = "255",
                max = "8192")
        int line$_$length() default 255;

        /** Returns the greeting. */
        @AttributeDefinition(
                name = "greeting",
                description = "What is said first, behind +OK; at most 400 octets, without <.")
        String greeting() default "POP3 server ready";

        /** Returns whether APOP is offered. */
        @AttributeDefinition(
                name = "apop",
                description =
                        "Whether the greeting has the timestamp for APOP. Of use only if passwords are kept readable,"
                                + " and APOP rests on MD5.")
        boolean apop() default false;

        /** Returns how unique ids are made. */
        @AttributeDefinition(
                name = "uidl-format",
                description =
                        "How unique ids are made, in Dovecot's words: %u is the UID, %v is UIDVALIDITY, with a width"
                                + " and X for hexadecimal. Another format makes mail programs fetch all mail again."
                                + " Cyrus: %v.%u.")
        String uidl$_$format() default "%08Xu%08Xv";

        /** Returns whether sessions exclude each other. */
        @AttributeDefinition(
                name = "lock",
                description = "Whether a session has the maildrop for itself (exclusive) or not (none).",
                options = {
                    @org.osgi.service.metatype.annotations.Option(label = "exclusive", value = "exclusive"),
                    @org.osgi.service.metatype.annotations.Option(label = "none", value = "none")
                })
        String lock() default "exclusive";

        /** Returns what is logged. */
        @AttributeDefinition(
                name = "log-level",
                description =
                        "What is logged of POP3, each step with those before it: faults; failures; logins and ends of"
                                + " sessions; problems; lines of the protocol without secrets; the link. mail:levels changes it for"
                                + " one run or one session.",
                options = {
                    @org.osgi.service.metatype.annotations.Option("crashes-only"),
                    @org.osgi.service.metatype.annotations.Option("failures"),
                    @org.osgi.service.metatype.annotations.Option("major"),
                    @org.osgi.service.metatype.annotations.Option("problems"),
                    @org.osgi.service.metatype.annotations.Option("low-level"),
                    @org.osgi.service.metatype.annotations.Option("all-info")
                })
        String log$_$level() default "problems";
    }

    /** Installs the base words. */
    @Activate
    public Pop3Protocol(
            @Reference Login login,
            @Reference Sessions sessions,
            @Reference ExtensionRegistry registry,
            Settings settings) {
        this.registry = registry;
        this.channels = settings.channels();
        registry.base(new Pop3Base(login, registry::words));
        this.around = new Surroundings(login, sessions, registry::words, read(settings));
    }

    /** says in one line what is wrong: without it POP3 is not served */
    private static Surroundings.Settings read(Settings settings) {
        try {
            return new Surroundings.Settings(
                    Duration.ofSeconds(settings.idle$_$timeout()),
                    ExtensionRegistry.HOLD,
                    new Surroundings.Limits(settings.bad$_$commands(), settings.line$_$length()),
                    settings.lock().equals("exclusive"),
                    new Greeting(settings.greeting(), settings.apop(), settings.apop() ? hostName() : "localhost"),
                    UidlFormat.of(settings.uidl$_$format()));
        } catch (IllegalArgumentException e) {
            LOG.error("POP3 is not served, conf/pop3.cfg: {}", e.getMessage());
            throw e;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public String name() {
        return "pop3";
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public String refusal(String why) {
        return "-ERR [SYS/TEMP] " + why + "\r\n";
    }

    @Override
    public Session open(Connection connection) {
        LineSession session = LineSession.open(connection, around);
        registry.joined(session.conversation(), connection);
        return session;
    }

    @Override
    public Session resume(Connection connection, Snapshot snapshot) {
        LineSession session = LineSession.resume(connection, around, snapshot);
        registry.joined(session.conversation(), connection);
        return session;
    }

    @Override
    public Transcript transcript() {
        return new Pop3Transcript(registry::words);
    }
}
