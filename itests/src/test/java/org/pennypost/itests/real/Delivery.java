// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A program that delivers into a Maildir: writes to tmp/, renames into new/. */
final class Delivery implements AutoCloseable {
    private static final long BEGIN = System.currentTimeMillis() / 1000;

    private final Path maildir;
    private final AtomicInteger delivered = new AtomicInteger();
    private volatile boolean ended;
    private final Thread thread = new Thread(this::deliverOn, "delivery");

    Delivery(Path maildir) {
        this.maildir = maildir;
        try {
            for (String folder : new String[] {"tmp", "new", "cur"}) {
                Files.createDirectories(maildir.resolve(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delivers one message and returns its subject. */
    String deliver() {
        int number = delivered.incrementAndGet();
        String subject = "delivery " + number;
        // as delivery agents name files, so that names sort in the order of delivery
        String name = String.format("%d.M%06dP1.test", BEGIN + number / 1_000_000, number % 1_000_000);
        String message = "From: Jim <jim@example.org>\nTo: anna@example.org\nSubject: " + subject
                + "\nMessage-ID: <" + name + "@example.org>\nDate: Tue, 24 Nov 2026 12:00:00 +0000\n\n"
                + "Line one of " + number + "\n.a dot at the beginning\n";
        try {
            Path written = Files.writeString(maildir.resolve("tmp").resolve(name), message, StandardCharsets.US_ASCII);
            Files.move(written, maildir.resolve("new").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return subject;
    }

    /** Goes on delivering, some twenty messages a second, until closed. */
    Delivery goOn() {
        thread.start();
        return this;
    }

    private void deliverOn() {
        while (!ended) {
            deliver();
            LockSupport.parkNanos(50_000_000);
        }
    }

    int count() {
        return delivered.get();
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
