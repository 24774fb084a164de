// SPDX-License-Identifier: Apache-2.0
/**
 * What a store of mail does: account, mailbox, message, and drafts (messages being written). Implemented by {@code store-*}
 * bundles, called by protocols in steps. Calls may wait for the disk, never for a client; they work in batches of at most
 * {@link org.pennypost.api.store.Mailbox#BATCH} messages and hold no lock after they have returned.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
