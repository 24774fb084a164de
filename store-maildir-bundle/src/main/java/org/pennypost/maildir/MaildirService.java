// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.Location;

/** The component: a {@link MaildirStore} made from the configuration {@code mail}. */
@Component(service = MailStore.class, configurationPid = "mail", immediate = true)
@Designate(ocd = MaildirService.Config.class)
public final class MaildirService implements MailStore {
    private static final String HOME = "pennypost.home";

    private final MaildirStore store;
    private final ServiceRegistration<?> report;

    /** Settings of the mail store. */
    @ObjectClassDefinition(id = "mail", name = "Mail", description = "Where mail lies and how it is kept")
    public @interface Config {
        /** Where mail lies. */
        @AttributeDefinition(
                description =
                        "Where mail lies, in Dovecot's words: maildir:PATH[:LAYOUT=fs][:INBOX=PATH][:CONTROL=PATH]"
                                + "[:INDEX=PATH][:UTF-8], with %u (user), %n (its local part), %d (its domain), %h or ~ (home)")
        String location() default "maildir:${pennypost.home}/data/mail/%u/Maildir";

        /** What must be on the disk. */
        @AttributeDefinition(
                description = "What must be on the disk before a command is answered: every change (always),"
                        + " new messages (optimized), nothing (never)",
                options = {
                    @Option(label = "always", value = "always"),
                    @Option(label = "optimized", value = "optimized"),
                    @Option(label = "never", value = "never")
                })
        String fsync() default "always";

        /** Between the parts of names. */
        @AttributeDefinition(
                description =
                        "Between the parts of mailbox names: auto is a dot on a tree that Dovecot or Courier kept,"
                                + " else /",
                options = {
                    @Option(label = "auto", value = "auto"),
                    @Option(label = "/", value = "/"),
                    @Option(label = ".", value = ".")
                })
        String separator() default "auto";

        /** How names begin. */
        @AttributeDefinition(
                description =
                        "How the names of mailboxes but INBOX begin: auto as on a tree that Courier kept with INBOX,"
                                + " else with nothing; none; INBOX",
                options = {
                    @Option(label = "auto", value = "auto"),
                    @Option(label = "none", value = "none"),
                    @Option(label = "INBOX", value = "INBOX")
                })
        String prefix() default "auto";

        /** One POP3 session at a time. */
        @AttributeDefinition(
                description = "Whether one POP3 session excludes another from a maildrop (exclusive) or not (none)",
                options = {@Option(label = "exclusive", value = "exclusive"), @Option(label = "none", value = "none")})
        String maildrop() default "exclusive";

        /** How many keywords. */
        @AttributeDefinition(
                description = "Keywords that a mailbox may have; the first 26 stand in the names of files, where other"
                        + " programs see them. One more is answered NO [LIMIT]",
                min = "0",
                max = "56")
        int keywords() default FlagWord.KEYWORDS;
    }

    /** Starts the store. */
    @Activate
    public MaildirService(BundleContext context, Config config) {
        String home = String.valueOf(context.getProperty(HOME));
        String location = config.location().replace("${" + HOME + "}", home);
        FsyncPolicy fsync = FsyncPolicy.valueOf(config.fsync().toUpperCase(Locale.ROOT));
        char separator = config.separator().length() == 1 ? config.separator().charAt(0) : 0;
        Location.Prefix prefix = Location.Prefix.valueOf(config.prefix().toUpperCase(Locale.ROOT));
        report = context.registerService(
                Supplier.class,
                (Supplier<List<String>>) () -> List.of(line(location)),
                new Hashtable<>(Map.of("pennypost.startup", "store")));
        store = new MaildirStore(
                new MaildirStore.Settings(
                        location,
                        fsync,
                        new MaildirStore.Naming(separator, prefix),
                        !config.maildrop().equals("none"),
                        Path.of(home, "data"),
                        config.keywords()),
                InstantSource.system());
    }

    /** Returns what to say of the store when the server starts: where the mail lies, or why it cannot lie there. */
    static String line(String location) {
        try {
            Optional<Path> root = Location.parse(location).commonRoot();
            Path there = root.orElse(Path.of("/"));
            while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
                there = there.getParent();
            }
            if (!Files.isDirectory(there)) {
                return "error store maildir: mail.location: " + there + " is not a folder; see conf/mail.cfg";
            }
            if (root.isPresent() && !(Files.isReadable(there) && Files.isExecutable(there))) {
                return "error store maildir: mail.location: " + there + " cannot be read; see conf/mail.cfg";
            }
            return "store maildir " + location.substring("maildir:".length());
        } catch (MailException e) {
            return "error store maildir: mail.location: " + e.getMessage() + "; see conf/mail.cfg";
        }
    }

    @Deactivate
    void stop() {
        report.unregister();
        store.close();
    }

    @Override
    public MailAccount open(Identity identity) {
        return store.open(identity);
    }

    @Override
    public Map<String, String> settings() {
        return store.settings();
    }

    @Override
    public void setting(String key, String value) {
        store.setting(key, value);
    }

    @Override
    public Map<String, Channel> releaseMaildrops() {
        return store.releaseMaildrops();
    }

    @Override
    public void adoptMaildrops(Map<String, Channel> channels) {
        store.adoptMaildrops(channels);
    }
}
