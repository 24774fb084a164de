// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.auth.file.scheme.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A password file, read again when it has changed: another time, size or inode, or changed so shortly before it was read
 * that a second change could have the same time. Safe for use by several threads.
 */
final class PasswordFile {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
    private static final long YOUNG_MILLIS = 2000;

    private final Path path;
    private final InstantSource clock;
    private @Nullable Stamp stamp;
    private String text = "";
    private boolean missing;
    private boolean broken;
    private long generation;
    private Read read = new Read(Map.of(), Optional.empty(), Secrets.NONE);

    /**
     * What was read.
     *
     * @param entries by name
     * @param usual the secret of somebody whose scheme most have: what an unknown user's password is compared with
     * @param common the forms that all users' secrets have
     */
    record Read(Map<String, Entry> entries, Optional<Secret> usual, Secrets common) {}

    private record Stamp(
            FileTime modified, long size, @Nullable Object inode, boolean settled) {
        boolean sameAs(Stamp other) {
            return settled
                    && modified.equals(other.modified)
                    && size == other.size
                    && Objects.equals(inode, other.inode);
        }
    }

    /** Makes a file that is read when somebody is looked up. */
    PasswordFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /**
     * Returns who is in the file now, by name.
     *
     * @throws MailException UNAVAILABLE if it cannot be read
     */
    synchronized Read read() {
        refresh();
        if (missing) {
            throw new MailException(Problem.UNAVAILABLE, "the password file cannot be read");
        }
        return read;
    }

    /** Returns a number that changes with the entries. */
    synchronized long generation() {
        refresh();
        return generation;
    }

    /** Returns the entry of a user. */
    Optional<Entry> find(String user) {
        return Optional.ofNullable(read().entries().get(user));
    }

    private void refresh() {
        try {
            Stamp now = stamp();
            if (stamp != null && stamp.sameAs(now)) {
                return;
            }
            String content = Files.readString(path, StandardCharsets.UTF_8);
            boolean changed = missing || stamp == null || !content.equals(text);
            stamp = now;
            missing = false;
            broken = false;
            if (changed) {
                take(content);
            }
        } catch (NoSuchFileException e) {
            away(e);
        } catch (IOException e) {
            if (stamp == null) {
                away(e);
            } else if (!broken) {
                broken = true;
                LOG.error("{} cannot be read; what was in it before stays in force ({})", path, e.toString());
            }
        }
    }

    private void away(IOException e) {
        if (!missing) {
            LOG.error("{} cannot be read: nobody can log in by it ({})", path, e.toString());
            missing = true;
            stamp = null;
            generation++;
        }
    }

    private void take(String content) {
        text = content;
        List<String> lines = content.lines().toList();
        Map<String, Entry> entries = parse(lines);
        boolean meant = lines.stream().anyMatch(line -> isEntry(line.strip()));
        if (entries.isEmpty() && meant && !read.entries().isEmpty()) {
            LOG.error("{}: not one line can be read; what was in it before stays in force", path);
            return;
        }
        read = new Read(entries, usual(entries), SharedForms.of(entries.values()));
        generation++;
    }

    private static Optional<Secret> usual(Map<String, Entry> entries) {
        Map<String, Integer> count = new HashMap<>();
        entries.values().forEach(entry -> count.merge(entry.secret().scheme(), 1, Integer::sum));
        return entries.values().stream()
                .map(Entry::secret)
                .max(Comparator.comparingInt((Secret secret) -> count.getOrDefault(secret.scheme(), 0))
                        .thenComparing(Secret::scheme));
    }

    private static boolean isEntry(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        FileTime modified = attributes.lastModifiedTime();
        boolean settled = clock.millis() - modified.toMillis() >= YOUNG_MILLIS;
        return new Stamp(modified, attributes.size(), attributes.fileKey(), settled);
    }

    /** The name at the beginning of a line, fit for a log; a line without a colon may be a password, so nothing of it. */
    private static String user(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "?" : line.substring(0, colon).replaceAll("[^ -~\\p{L}]", "?");
    }

    private Map<String, Entry> parse(List<String> lines) {
        Map<String, Entry> all = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!isEntry(line)) {
                continue;
            }
            try {
                Entry entry = Entry.parse(line);
                if (all.putIfAbsent(entry.identity().user(), entry) != null) {
                    LOG.error("{}:{}: user {} stands further up already; skipped", path, i + 1, user(line));
                }
            } catch (IllegalArgumentException e) {
                LOG.error("{}:{}: user {}: {}; skipped", path, i + 1, user(line), e.getMessage());
            }
        }
        return Map.copyOf(all);
    }
}
