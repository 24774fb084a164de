// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the socket lies: {@code data/console.sock}; where that path is longer than 100 octets (the kernel's limit is 108), in a
 * folder of its own under the temp folder, noted in {@code data/console.path}.
 *
 * @param socket the socket's path
 * @param note the file that names it, there only in the second case
 * @param moved is it the second case?
 */
record SocketPlace(Path socket, Path note, boolean moved) {
    private static final int LONGEST = 100;

    /** Makes the place ready: what a crash left there is removed. */
    static SocketPlace of(Path data) throws IOException {
        Path note = data.resolve("console.path");
        if (Files.exists(note)) {
            remove(Path.of(Files.readString(note).strip()));
            Files.delete(note);
        }
        Path near = data.resolve("console.sock");
        Files.deleteIfExists(near);
        if (near.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return new SocketPlace(near, note, false);
        }
        Path folder = Files.createTempDirectory(
                "pennypost", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path far = folder.resolve("console.sock");
        Files.writeString(note, far + "\n");
        return new SocketPlace(far, note, true);
    }

    /** Removes socket, note and folder. */
    void clear() throws IOException {
        Files.deleteIfExists(socket);
        if (moved) {
            remove(socket);
            Files.deleteIfExists(note);
        }
    }

    private static void remove(Path socket) throws IOException {
        Path folder = socket.getParent();
        if (socket.endsWith("console.sock")
                && folder != null
                && folder.getFileName().toString().startsWith("pennypost")) {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        }
    }
}
