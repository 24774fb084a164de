// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.index;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pennypost.maildir.name.FolderPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what other programs do in mailboxes that somebody listens to: one thread for the whole store. The operating
 * system tells of changes in new/ and cur/ of as many folders as the budget allows; the others, those on network disks,
 * and all of them now and then, are looked at.
 */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final int BUDGET = 4000;
    private static final long WAIT = 100;
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int ALL = 20;
    private static final int CHORE = 4;
    private static final int TIDY = 7200;
    private static final long DRAFT = TimeUnit.HOURS.toMillis(36);
    private static final long GRACE = 5000;

    private final Folders folders;
    private final Runnable chore;
    private final Thread thread;
    private final @Nullable WatchService service;
    private final Map<Folder, List<WatchKey>> watched = new HashMap<>();
    private final Map<WatchKey, Folder> keys = new HashMap<>();
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param chore done every other second or so
     */
    public Watcher(Folders folders, Runnable chore) {
        this.folders = folders;
        this.chore = chore;
        this.service = service();
        this.thread = new Thread(this::run, "maildir-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static @Nullable WatchService service() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("changes by other programs are looked for: {}", e.toString());
            return null;
        }
    }

    private void run() {
        long looked = System.nanoTime();
        int round = 0;
        while (!closed) {
            try {
                Set<Folder> due = told();
                if (System.nanoTime() - looked >= LOOK) {
                    looked = System.nanoTime();
                    look(due, ++round % ALL == 0);
                    if (round % CHORE == 0) {
                        chore.run();
                        folders.sweep();
                    }
                    if (round % TIDY == 0) {
                        tidy();
                    }
                }
                due.forEach(Folder::check);
            } catch (InterruptedException | ClosedWatchServiceException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("looking for changes by other programs failed", e);
            }
        }
    }

    /** Waits a little, and returns the folders that the operating system told of. */
    private Set<Folder> told() throws InterruptedException {
        Set<Folder> due = new HashSet<>();
        WatchService events = service;
        if (events == null) {
            TimeUnit.MILLISECONDS.sleep(WAIT);
            return due;
        }
        for (WatchKey key = events.poll(WAIT, TimeUnit.MILLISECONDS); key != null; key = events.poll()) {
            key.pollEvents();
            key.reset();
            Folder folder = keys.get(key);
            if (folder != null) {
                due.add(folder);
            }
        }
        return due;
    }

    private void tidy() {
        long before = System.currentTimeMillis() - DRAFT;
        folders.all().forEach(folder -> tidy(folder.paths(), before));
    }

    private void look(Set<Folder> due, boolean all) {
        Set<Folder> audible = new HashSet<>();
        for (Folder folder : folders.all()) {
            if (folder.hasListeners()) {
                audible.add(folder);
                if (all || folder.unsettled() || !watch(folder)) {
                    due.add(folder);
                }
            }
        }
        watched.entrySet().removeIf(entry -> {
            boolean gone = !audible.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(this::cancel);
            }
            return gone;
        });
    }

    private void cancel(WatchKey key) {
        keys.remove(key);
        key.cancel();
    }

    /** Asks the operating system to tell of a folder; false if it must be looked at this time. */
    private boolean watch(Folder folder) {
        if (watched.containsKey(folder)) {
            return !watched.getOrDefault(folder, List.of()).isEmpty();
        }
        WatchService events = service;
        if (events == null || watched.size() >= BUDGET) {
            return false;
        }
        try {
            if (Files.getFileStore(folder.paths().dir()).type().startsWith("nfs")) {
                watched.put(folder, List.of());
                return false;
            }
            List<WatchKey> both = List.of(
                    register(events, folder.paths().fresh()),
                    register(events, folder.paths().cur()));
            both.forEach(key -> keys.put(key, folder));
            watched.put(folder, both);
        } catch (IOException e) {
            LOG.debug("{} is looked at: {}", folder.paths().dir(), e.toString());
        }
        return false;
    }

    private static WatchKey register(WatchService events, Path dir) throws IOException {
        return dir.register(events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
    }

    /** Ends the thread, and waits for it. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (service != null) {
                service.close();
            }
            thread.join(GRACE);
        } catch (IOException e) {
            LOG.debug("the watch service does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes what was left in tmp/ for longer than a draft may wait. */
    private static void tidy(FolderPaths paths, long olderThan) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(paths.tmp())) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toMillis() < olderThan) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} stays untidy: {}", paths.tmp(), e.toString());
        }
    }
}
