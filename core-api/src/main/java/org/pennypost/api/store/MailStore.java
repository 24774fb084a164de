// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.nio.channels.Channel;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.auth.Identity;

/**
 * A place where mail is kept. An OSGi service, registered {@code immediate}; of several the one with the highest
 * {@code service.ranking} serves. Called by any thread.
 */
@ConsumerType
public interface MailStore {
    /**
     * Opens the account of an identity, which is made if the store makes accounts.
     *
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if it cannot be reached now, NO_PERMISSION if the server
     *     may not
     */
    MailAccount open(Identity identity);

    /** Returns the small settings that core keeps with the mail (keys such as {@code hiding-keywords}). */
    Map<String, String> settings();

    /**
     * Keeps a setting for good, in one file at the root of the mail.
     *
     * @param key letters, digits and {@code -}
     * @param value one line; empty removes it
     * @throws org.pennypost.api.mail.MailException UNAVAILABLE if it cannot be written
     */
    void setting(String key, String value);

    /**
     * Gives away the open channels that carry maildrop locks, by token, because another version of the store is about to
     * take over. Afterwards this store no longer closes them.
     */
    Map<String, Channel> releaseMaildrops();

    /** Takes over the channels that the former version gave away. A token nobody claims within 60 s is released. */
    void adoptMaildrops(Map<String, Channel> channels);
}
