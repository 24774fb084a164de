// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.server;

import java.nio.file.Path;
import java.time.InstantSource;
import org.pennypost.api.store.MailStore;
import org.pennypost.maildir.MaildirStore;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.memory.MemoryStore;

/** The stores that every script runs on. */
public enum Stores {
    /** The reference. */
    MEMORY {
        @Override
        public MailStore open(Path home) {
            return new MemoryStore();
        }
    },
    /** The one that ships. */
    MAILDIR {
        @Override
        public MailStore open(Path home) {
            return new MaildirStore(
                    new MaildirStore.Settings(
                            "maildir:" + home + "/mail/%u/Maildir",
                            FsyncPolicy.NEVER,
                            MaildirStore.Naming.AUTO,
                            true,
                            home.resolve("store")),
                    InstantSource.system());
        }
    };

    /** Opens a store without mail. */
    public abstract MailStore open(Path home);
}
