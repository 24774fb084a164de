// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A message being written, invisible until {@link Mailbox#commit}. Used by one step at a time. One that is neither
 * committed nor aborted is removed by the store after 36 hours.
 */
@ConsumerType
public interface Draft {
    /**
     * Adds octets at the end, exactly as the client sent them.
     *
     * @throws org.pennypost.api.mail.MailException OVER_QUOTA, TOO_BIG, UNAVAILABLE (disk full): then the draft is only
     *     good for {@link #abort}
     */
    void append(ByteBuffer octets);

    /** Returns the number of octets added so far. */
    long size();

    /** Returns text under which another version of the bundles can take the draft up, see {@link MailAccount#draft}. */
    String token();

    /** Lets go of files but keeps the octets, so that the draft can be taken up by its token. */
    void park();

    /** Throws the draft away. Does nothing if it was committed, parked or aborted before. */
    void abort();
}
