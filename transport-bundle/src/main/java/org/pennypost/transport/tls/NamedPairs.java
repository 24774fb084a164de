// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.tls;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder with one folder for each certificate, in which there are {@code fullchain.pem} and {@code privkey.pem}. */
final class NamedPairs {
    private static final Logger LOG = LoggerFactory.getLogger(NamedPairs.class);

    private final Path folder;
    private final TreeMap<String, PemPair> pairs = new TreeMap<>();
    private boolean unreadable;

    NamedPairs(Path folder) {
        this.folder = folder;
    }

    /** Looks for folders and files that have come, changed or gone; returns whether anything is different. */
    boolean check() {
        TreeSet<String> there = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.exists(entry.resolve("fullchain.pem")) || Files.exists(entry.resolve("privkey.pem"))) {
                    there.add(String.valueOf(entry.getFileName()));
                }
            }
            unreadable = false;
        } catch (NoSuchFileException | NotDirectoryException e) {
            there.clear();
        } catch (IOException | DirectoryIteratorException e) {
            if (!unreadable) {
                LOG.warn("certificates in {} stay as they are: the folder cannot be read: {}", folder, e.toString());
            }
            unreadable = true;
            there.addAll(pairs.keySet());
        }
        boolean changed = false;
        for (String gone : List.copyOf(pairs.keySet())) {
            if (!there.contains(gone) && Files.notExists(folder.resolve(gone))) {
                changed |= pairs.remove(gone).files().isPresent();
                LOG.info("certificate {} has been taken away", folder.resolve(gone));
            }
        }
        for (String name : there) {
            Path place = folder.resolve(name);
            pairs.computeIfAbsent(
                    name, key -> new PemPair(place.resolve("fullchain.pem"), place.resolve("privkey.pem")));
        }
        for (PemPair pair : pairs.values()) {
            changed |= pair.check();
        }
        return changed;
    }

    /** Returns what can be used, by the names of the folders. */
    List<NamedKeys.Entry> entries() {
        List<NamedKeys.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, PemPair> pair : pairs.entrySet()) {
            pair.getValue().files().ifPresent(files -> entries.add(new NamedKeys.Entry(pair.getKey(), files)));
        }
        return entries;
    }
}
