// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.MailStore;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.testkit.store.DiskStoreContract;
import org.pennypost.testkit.store.ForeignWriter;

/** The store contract on Maildir++. */
class MaildirStoreTest extends DiskStoreContract {
    @TempDir
    Path top;

    private final List<MaildirStore> stores = new ArrayList<>();
    private int count;

    String location(Path root) {
        return "maildir:" + root + "/%u/Maildir";
    }

    private Path root() {
        return top.resolve("mail" + count);
    }

    @Override
    protected MailStore newStore() {
        count++;
        return reopened();
    }

    @Override
    protected MailStore reopened() {
        MaildirStore store = new MaildirStore(
                new MaildirStore.Settings(
                        location(root()), FsyncPolicy.OPTIMIZED, MaildirStore.Naming.AUTO, true, root()),
                InstantSource.system());
        stores.add(store);
        return store;
    }

    @AfterEach
    void close() {
        stores.forEach(MaildirStore::close);
    }

    @Override
    protected ForeignWriter foreignWriter() {
        return new Mover(root());
    }

    /** A program that knows Maildir and nothing else. */
    private record Mover(Path root) implements ForeignWriter {
        private Path dir(Identity user, MailboxName mailbox) {
            Path maildir = root.resolve(user.user()).resolve("Maildir");
            return mailbox.isInbox() ? maildir : maildir.resolve("." + mailbox.text('.'));
        }

        @Override
        public void deliver(Identity user, MailboxName mailbox, byte[] message) {
            try {
                Path tmp = dir(user, mailbox).resolve("tmp/1700000000.M1P1.elsewhere");
                Files.write(tmp, message);
                Files.move(tmp, dir(user, mailbox).resolve("new").resolve(tmp.getFileName()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Path find(Path dir, String containing) throws IOException {
            try (Stream<Path> files = Stream.concat(Files.list(dir.resolve("cur")), Files.list(dir.resolve("new")))) {
                return files.filter(file -> text(file).contains(containing))
                        .findFirst()
                        .orElseThrow();
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void markSeen(Identity user, MailboxName mailbox, String containing) {
            try {
                Path file = find(dir(user, mailbox), containing);
                String name = file.getFileName().toString().replaceAll(":.*", "") + ":2,S";
                Files.move(file, dir(user, mailbox).resolve("cur").resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(Identity user, MailboxName mailbox, String containing) {
            try {
                Files.delete(find(dir(user, mailbox), containing));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
