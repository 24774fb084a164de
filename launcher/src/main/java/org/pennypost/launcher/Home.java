// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The folder one instance lives in: {@code conf/ deploy/ data/ log/}. Several homes may share one installation. */
record Home(Path path, Path distribution) {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    Path conf() {
        return path.resolve("conf");
    }

    Path deploy() {
        return path.resolve("deploy");
    }

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("log");
    }

    Path shippedConf() {
        return distribution.resolve("conf");
    }

    /** Makes what is missing: the four folders, each shipped file of conf/, an empty password file. Changes nothing that is there. */
    Home prepare() {
        try {
            Files.createDirectories(path);
            folder(conf());
            folder(deploy());
            if (!Files.isDirectory(data())) {
                Files.createDirectory(data(), PRIVATE_FOLDER);
            }
            folder(log());
            copyShipped();
            if (!Files.exists(conf().resolve("users"))) {
                Files.createFile(conf().resolve("users"), PRIVATE_FILE);
            }
        } catch (IOException e) {
            throw ExitException.error("home " + path + ": cannot make it: " + reason(e));
        }
        for (Path needed : List.of(conf(), deploy(), data(), log())) {
            if (!Files.isReadable(needed) || !Files.isWritable(needed)) {
                throw ExitException.error("home " + path + ": folder " + needed.getFileName()
                        + " must be readable and writable for the user who starts the server");
            }
        }
        return this;
    }

    /** The .cfg files of the home, or of the distribution where the home has none yet, by name. */
    List<Path> configurationFiles() {
        List<Path> files = new ArrayList<>(list(conf(), "*.cfg"));
        for (Path shipped : list(shippedConf(), "*.cfg")) {
            if (!Files.exists(conf().resolve(shipped.getFileName().toString()))) {
                files.add(shipped);
            }
        }
        Collections.sort(files);
        return files;
    }

    /** Files of a folder that match, sorted; empty when there is no such folder. */
    static List<Path> list(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw ExitException.error(folder + ": cannot be read: " + reason(e));
        }
        Collections.sort(found);
        return found;
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
    }

    private static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
    }

    private void copyShipped() throws IOException {
        if (Files.isDirectory(shippedConf()) && Files.isSameFile(conf(), shippedConf())) {
            return;
        }
        for (Path shipped : list(shippedConf(), "*")) {
            Path mine = conf().resolve(shipped.getFileName().toString());
            if (Files.isRegularFile(shipped) && !Files.exists(mine) && !mine.endsWith("users")) {
                try {
                    Files.copy(shipped, mine);
                } catch (FileAlreadyExistsException raced) {
                    // another start made it: it is there, that is all we want
                }
            }
        }
    }
}
