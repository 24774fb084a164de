// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.lock.DotLock;

/**
 * The file subscriptions, which Dovecot shares. Version 2 begins with {@code V TAB 2} and an empty line and has the parts
 * of a name separated by TAB; version 1 has one name a line, its parts joined by the layout's separator. Lines that are no
 * names of ours stay as they are.
 */
public final class Subscriptions {
    private static final String MARK = "V\t2";
    private static final String COURIER = "INBOX.";
    /** Each character an octet: a line that is no name of ours is written back as it was. */
    private static final Charset OCTETS = StandardCharsets.ISO_8859_1;

    private final Path file;
    private final FolderNames names;
    private final String separator;
    private final FsyncPolicy fsync;

    /**
     * Makes the file's keeper.
     *
     * @param separator between parts in version 1
     */
    public Subscriptions(Path file, FolderNames names, char separator, FsyncPolicy fsync) {
        this.fsync = fsync;
        this.file = file;
        this.names = names;
        this.separator = String.valueOf(separator);
    }

    /** Returns the names subscribed. */
    public Set<MailboxName> all() throws IOException {
        Set<MailboxName> names = new TreeSet<>();
        List<String> lines = lines();
        boolean second = isSecond(lines);
        for (String line : lines) {
            name(line, second).ifPresent(names::add);
        }
        return names;
    }

    private List<String> lines() throws IOException {
        try {
            return new ArrayList<>(Arrays.asList(Files.readString(file, OCTETS).split("\n")));
        } catch (NoSuchFileException e) {
            List<String> lines = new ArrayList<>(List.of(MARK, ""));
            for (String line : CourierFolder.lines(file.resolveSibling("courierimapsubscribed"))) {
                // Courier has one name a line, all of them below INBOX
                lines.add(
                        line.startsWith(COURIER)
                                ? line.substring(COURIER.length()).replace('.', '\t')
                                : line);
            }
            return lines;
        }
    }

    private static boolean isSecond(List<String> lines) {
        return !lines.isEmpty() && lines.get(0).startsWith(MARK);
    }

    private Optional<MailboxName> name(String line, boolean second) {
        if (line.isEmpty() || line.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            String[] parts = text(line).split(second ? "\t" : Pattern.quote(separator), -1);
            return Optional.of(
                    parts.length == 1 && parts[0].equalsIgnoreCase("INBOX") ? MailboxName.INBOX : names.name(parts));
        } catch (MailException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String text(String octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets.getBytes(OCTETS)))
                .toString();
    }

    /** Puts a name on the list or takes it off. */
    public void set(MailboxName name, boolean subscribed) throws IOException {
        try (DotLock lock = DotLock.take(file.resolveSibling("subscriptions.lock"))) {
            List<String> lines = lines();
            boolean second = isSecond(lines);
            boolean had = lines.stream()
                    .anyMatch(line -> name(line, second).filter(name::equals).isPresent());
            if (had == subscribed) {
                return;
            }
            if (subscribed) {
                String line =
                        String.join(second ? "\t" : separator, name.isInbox() ? List.of("INBOX") : names.parts(name));
                lines.add(new String(line.getBytes(StandardCharsets.UTF_8), OCTETS));
            } else {
                lines.removeIf(line -> name(line, second).filter(name::equals).isPresent());
            }
            SmallFile.replace(file, String.join("\n", lines) + "\n", OCTETS, fsync.changes());
        }
    }
}
