// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which server has kept a tree before us: its users' mail programs know the names that it gave. */
public enum Former {
    /** Dovecot: {@code .} separates the parts of names, nothing stands in front of them. */
    DOVECOT,
    /** Courier: the same, and all mailboxes are below INBOX. */
    COURIER,
    /** Nobody who has left a trace. */
    NOBODY;

    private static final Pattern NOT_UTF7 = Pattern.compile("[^\\x20-\\x7E]|&(?![A-Za-z0-9+,]*-)");
    private static final Pattern UTF7 = Pattern.compile("&[A-Za-z0-9+,]+-");

    /** Looks who it was. */
    static Former of(Tree.Roots roots) {
        Path inbox = roots.index() == null ? roots.inbox() : roots.index().resolve(".INBOX");
        Path index = roots.index() == null ? roots.mail() : roots.index();
        boolean dovecot = Stream.of(
                        "dovecot.index", "dovecot.index.log", "dovecot.list.index", "dovecot.list.index.log")
                .anyMatch(file -> Files.exists(inbox.resolve(file)) || Files.exists(index.resolve(file)));
        if (dovecot) {
            return DOVECOT;
        }
        return CourierFolder.kept(roots.inbox()) ? COURIER : NOBODY;
    }

    /**
     * Tells whether the names of folders are in UTF-8: so they are with Courier from version 5 on. One that is no modified
     * UTF-7, or none that is one, says so.
     */
    boolean utf8(Path mail) throws IOException {
        if (this != COURIER) {
            return false;
        }
        boolean older = false;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(mail, ".?*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (NOT_UTF7.matcher(name).find()) {
                    return true;
                }
                older |= UTF7.matcher(name).find();
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return !older;
    }
}
