// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.maildir.disk.Owner;
import org.pennypost.maildir.disk.SmallFile;
import org.pennypost.maildir.lock.DotLock;
import org.pennypost.maildir.name.Stamp;

/** Settings of core that are kept with the mail: a file of {@code key = value} at the root. */
final class SettingsFile {
    private final Path file;
    private Stamp seen = Stamp.NONE;
    private Map<String, String> known = Map.of();

    SettingsFile(Path file) {
        this.file = file;
    }

    synchronized Map<String, String> all() {
        try {
            Stamp now = Stamp.of(file);
            if (!now.equals(seen)) {
                known = Map.copyOf(read());
                seen = now;
            }
            return known;
        } catch (IOException e) {
            throw new MailException(Problem.UNAVAILABLE, "cannot read " + file, e);
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        try {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    settings.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (NoSuchFileException e) {
            return settings;
        }
        return settings;
    }

    synchronized void set(String key, String value) {
        if (!key.matches("[A-Za-z0-9-]+") || value.chars().anyMatch(Character::isISOControl)) {
            throw new MailException(Problem.INVALID, "not a setting: " + key);
        }
        try {
            Owner.folder(Objects.requireNonNull(file.getParent()));
            try (DotLock lock = DotLock.take(file.resolveSibling(file.getFileName() + ".lock"))) {
                Map<String, String> settings = read();
                if (value.isEmpty()) {
                    settings.remove(key);
                } else {
                    settings.put(key, value);
                }
                StringBuilder text = new StringBuilder();
                settings.forEach((name, content) ->
                        text.append(name).append(" = ").append(content).append('\n'));
                SmallFile.replace(file, text.toString(), StandardCharsets.UTF_8, true);
            }
        } catch (IOException e) {
            throw new MailException(Problem.UNAVAILABLE, "cannot write " + file, e);
        }
    }
}
