// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.store.Attributes;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.index.Trouble;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.Stamp;
import org.pennypost.maildir.name.Tree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attributes of all mailboxes of an account in one file, pennypost.attributes, so that LIST need not look into each: a
 * line of mailbox, name (both escaped as in URLs) and value (base64). Read again when it has changed.
 */
final class MaildirAttributes implements Attributes {
    private static final int NAMES = 1000;
    private static final int OCTETS = 64 * 1024;

    private final Tree tree;
    private static final Logger LOG = LoggerFactory.getLogger(MaildirAttributes.class);

    private final Path file;
    private final FsyncPolicy fsync;
    private Stamp seen = Stamp.NONE;
    private Map<String, Map<String, byte[]>> known = new TreeMap<>();

    MaildirAttributes(Tree tree, FsyncPolicy fsync) {
        this.fsync = fsync;
        this.tree = tree;
        this.file = tree.control().resolve("pennypost.attributes");
    }

    private Map<String, Map<String, byte[]>> load() throws IOException {
        Stamp now = Stamp.of(file);
        if (!now.equals(seen)) {
            known = read();
            seen = now;
        }
        return known;
    }

    private Map<String, Map<String, byte[]>> read() throws IOException {
        Map<String, Map<String, byte[]>> all = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                line(line.split("\t"), all);
            }
        } catch (NoSuchFileException e) {
            return all;
        }
        return all;
    }

    private void line(String[] fields, Map<String, Map<String, byte[]>> all) {
        if (fields.length < 2) {
            return;
        }
        try {
            byte[] value = Base64.getDecoder().decode(fields.length > 2 ? fields[2] : "");
            all.computeIfAbsent(plain(fields[0]), key -> attributes()).put(plain(fields[1]), value);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: a damaged line is passed over: {}", file, fields[0]);
        }
    }

    private static Map<String, byte[]> attributes() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static String plain(String escaped) {
        return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    }

    private static String key(MailboxName name) {
        return String.join("\t", name.parts());
    }

    /** Returns what is known of a mailbox. */
    Map<String, byte[]> of(MailboxName name) {
        return view().apply(name);
    }

    /** Returns what is known of all mailboxes, after one look at the file. */
    synchronized Function<MailboxName, Map<String, byte[]>> view() {
        try {
            Map<String, Map<String, byte[]>> now = load();
            return name -> now.getOrDefault(key(name), Map.of());
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public Map<String, byte[]> all(MailboxName mailbox) {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        of(mailbox).forEach((name, value) -> copy.put(name, value.clone()));
        return copy;
    }

    @Override
    public Optional<byte[]> get(MailboxName mailbox, String name) {
        return Optional.ofNullable(of(mailbox).get(name)).map(byte[]::clone);
    }

    @Override
    public void set(MailboxName mailbox, String name, byte @Nullable [] value) {
        if (!mailbox.isInbox() && !tree.exists(mailbox)) {
            throw new MailException(Problem.NOT_FOUND, "no such mailbox");
        }
        if (value != null && value.length > OCTETS) {
            throw new MailException(Problem.TOO_BIG, "an attribute has at most " + OCTETS + " octets");
        }
        change(all -> {
            Map<String, byte[]> attributes = all.computeIfAbsent(key(mailbox), key -> attributes());
            if (value == null) {
                attributes.remove(name);
                return;
            }
            if (attributes.size() >= NAMES && !attributes.containsKey(name)) {
                throw new MailException(Problem.LIMIT, "a mailbox has at most " + NAMES + " attributes");
            }
            attributes.put(name, value.clone());
        });
    }

    /** Gives a mailbox uses, and takes them from the mailboxes that had them. */
    void use(MailboxName mailbox, Set<SpecialUse> uses) {
        if (!uses.isEmpty()) {
            change(all -> {
                all.values().forEach(attributes -> Uses.take(attributes, uses));
                Uses.set(all.computeIfAbsent(key(mailbox), key -> attributes()), uses);
            });
        }
    }

    /** Forgets a mailbox. */
    void remove(MailboxName mailbox) {
        if (!of(mailbox).isEmpty()) {
            change(all -> all.remove(key(mailbox)));
        }
    }

    /** Gives a mailbox's attributes another name. */
    void rename(MailboxName from, MailboxName to) {
        if (!of(from).isEmpty()) {
            change(all -> {
                Map<String, byte[]> moved = all.remove(key(from));
                if (moved != null) {
                    all.put(key(to), moved);
                }
            });
        }
    }

    /** A change of all attributes. */
    private interface Edit {
        void run(Map<String, Map<String, byte[]>> all);
    }

    private synchronized void change(Edit edit) {
        try (DotLock lock = DotLock.take(file.resolveSibling("pennypost.attributes.lock"))) {
            Map<String, Map<String, byte[]>> all = read();
            edit.run(all);
            StringBuilder text = new StringBuilder();
            all.forEach((mailbox, attributes) -> attributes.forEach((name, value) -> text.append(escaped(mailbox))
                    .append('\t')
                    .append(escaped(name))
                    .append('\t')
                    .append(Base64.getEncoder().encodeToString(value))
                    .append('\n')));
            SmallFile.replace(file, text.toString(), StandardCharsets.US_ASCII, fsync.changes());
            known = all;
            seen = Stamp.of(file);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
