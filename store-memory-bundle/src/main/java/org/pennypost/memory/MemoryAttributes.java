// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.store.Attributes;

/** The attributes of all mailboxes of a user. */
final class MemoryAttributes implements Attributes {
    private final MemoryTree tree;

    MemoryAttributes(MemoryTree tree) {
        this.tree = tree;
    }

    @Override
    public Map<String, byte[]> all(MailboxName mailbox) {
        return tree.look(() -> tree.folder(mailbox).attributes().all());
    }

    @Override
    public Optional<byte[]> get(MailboxName mailbox, String name) {
        return tree.look(
                () -> Optional.ofNullable(tree.folder(mailbox).attributes().get(name)));
    }

    @Override
    public void set(MailboxName mailbox, String name, byte @Nullable [] value) {
        tree.change(() -> {
            tree.folder(mailbox).attributes().set(name, value);
            return true;
        });
    }
}
