// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
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
    private long generation;
    private Map<String, Entry> entries = Map.of();

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
    synchronized Map<String, Entry> entries() {
        refresh();
        if (missing) {
            throw new MailException(Problem.UNAVAILABLE, "the password file cannot be read");
        }
        return entries;
    }

    /** Returns a number that changes with the entries. */
    synchronized long generation() {
        refresh();
        return generation;
    }

    /** Returns the entry of a user. */
    Optional<Entry> find(String user) {
        return Optional.ofNullable(entries().get(user));
    }

    private void refresh() {
        try {
            Stamp now = stamp();
            if (stamp != null && stamp.sameAs(now)) {
                return;
            }
            String read = Files.readString(path, StandardCharsets.UTF_8);
            boolean changed = missing || stamp == null || !read.equals(text);
            stamp = now;
            missing = false;
            if (changed) {
                text = read;
                entries = parse(read.lines().toList());
                generation++;
            }
        } catch (IOException e) {
            if (!missing) {
                LOG.error("{} cannot be read: nobody can log in by it ({})", path, e.toString());
                missing = true;
                stamp = null;
                generation++;
            }
        }
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        FileTime modified = attributes.lastModifiedTime();
        boolean settled = clock.millis() - modified.toMillis() >= YOUNG_MILLIS;
        return new Stamp(modified, attributes.size(), attributes.fileKey(), settled);
    }

    private Map<String, Entry> parse(List<String> lines) {
        Map<String, Entry> all = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                Entry entry = Entry.parse(line);
                if (all.putIfAbsent(entry.identity().user(), entry) != null) {
                    LOG.error("{}:{}: this name stands further up already; skipped", path, i + 1);
                }
            } catch (IllegalArgumentException e) {
                LOG.error("{}:{}: {}; skipped", path, i + 1, e.getMessage());
            }
        }
        return Map.copyOf(all);
    }
}
