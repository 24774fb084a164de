// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.nio.file.Path;

/**
 * Where the files of one mailbox are.
 *
 * @param dir the folder with cur/, new/ and tmp/
 * @param control the folder with dovecot-uidlist and dovecot-keywords
 * @param index the folder with our index and memo
 */
public record FolderPaths(Path dir, Path control, Path index) {
    /** Returns cur/. */
    public Path cur() {
        return dir.resolve("cur");
    }

    /** Returns new/. */
    public Path fresh() {
        return dir.resolve("new");
    }

    /** Returns tmp/. */
    public Path tmp() {
        return dir.resolve("tmp");
    }

    /** Returns the list of UIDs that every program shares. */
    public Path uidList() {
        return control.resolve("dovecot-uidlist");
    }

    /** Returns the list of keyword letters that every program shares. */
    public Path keywords() {
        return control.resolve("dovecot-keywords");
    }
}
