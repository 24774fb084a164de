// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How a long call says that it is alive. Ticked by stores at least every 64 messages or 256 KiB of octets, outside any
 * region that must not be left half done.
 */
@ProviderType
@FunctionalInterface
public interface Progress {
    /** Nobody watches. */
    Progress NONE = (done, total) -> {};

    /**
     * Counts.
     *
     * @param done messages or octets so far
     * @param total how many there will be, −1 if unknown
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if the call must end now: the client has gone, or the store
     *     is about to leave; the call undoes what is not committed and throws it on
     */
    void tick(long done, long total);
}
