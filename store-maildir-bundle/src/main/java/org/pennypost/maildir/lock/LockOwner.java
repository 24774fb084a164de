// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.lock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Who stands in a lock file, as {@code pid:host}, and whether he is still there. */
final class LockOwner {
    /** the name of this machine as it stands in file names and lock files */
    static final String HOST = hostName();

    private LockOwner() {}

    /** the name that the kernel knows, as Dovecot asks for it; no resolver is needed where that can be read */
    private static String hostName() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
        } catch (IOException | SecurityException noLinux) {
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                name = "localhost";
            }
        }
        return name.replace("/", "\\057").replace(":", "\\072");
    }

    /** Returns what stands in a lock file of this process. */
    static String us() {
        return ProcessHandle.current().pid() + ":" + HOST;
    }

    /**
     * Tells whether the owner has gone: his process on this host is dead, or began after the file was made and is another.
     *
     * @param content of the lock file
     * @param touched when it was last changed
     * @return empty if he cannot be asked
     */
    static Optional<Boolean> gone(String content, Instant touched) {
        int colon = content.indexOf(':');
        if (colon < 1 || !content.substring(colon + 1).equals(HOST)) {
            return Optional.empty();
        }
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(content.substring(0, colon)));
            return Optional.of(process.isEmpty()
                    || process.get()
                            .info()
                            .startInstant()
                            .filter(start -> start.isAfter(touched.plusSeconds(2)))
                            .isPresent());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
