// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Another program in a Maildir: delivers into new/, renames flags in cur/, removes files. */
final class ForeignWriter {
    private static final String LETTERS = "DFRS";

    private final Path maildir;
    private final Ledger ledger;
    private int delivered;

    ForeignWriter(Path maildir, Ledger ledger) {
        this.maildir = maildir;
        this.ledger = ledger;
    }

    /** Does something. */
    void anything(Random random) throws IOException {
        int what = random.nextInt(10);
        if (what < 5) {
            deliver(random);
        } else if (what < 9) {
            flags(random);
        } else {
            remove(random);
        }
    }

    private void deliver(Random random) throws IOException {
        String name = "1700000000.M" + ++delivered + "P7Q" + Math.abs(random.nextInt()) + ".elsewhere";
        Path file = maildir.resolve("tmp").resolve(name);
        Files.writeString(file, "Subject: delivered\n\n" + "y".repeat(1 + random.nextInt(500)) + "\n");
        Files.move(file, maildir.resolve("new").resolve(name));
    }

    private void flags(Random random) throws IOException {
        List<Path> files = files("cur");
        if (files.isEmpty()) {
            return;
        }
        Path file = files.get(random.nextInt(files.size()));
        String name = file.getFileName().toString();
        int info = name.indexOf(":2,");
        if (info < 0) {
            return;
        }
        String letter = LETTERS.substring(random.nextInt(LETTERS.length())).substring(0, 1);
        String before = name.substring(info + 3);
        StringBuilder after = new StringBuilder();
        (before.contains(letter) ? before.replace(letter, "") : before + letter)
                .chars()
                .sorted()
                .forEach(c -> after.append((char) c));
        try {
            Files.move(file, file.resolveSibling(name.substring(0, info + 3) + after));
        } catch (NoSuchFileException faster) {
            // the server has renamed it meanwhile
            return;
        }
    }

    private void remove(Random random) throws IOException {
        List<Path> files = files("cur");
        if (!files.isEmpty()) {
            ledger.removed();
            Files.deleteIfExists(files.get(random.nextInt(files.size())));
        }
    }

    /** Returns how many messages there are. */
    int count() throws IOException {
        return files("cur").size() + files("new").size();
    }

    private List<Path> files(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(maildir.resolve(folder))) {
            all.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }
}
