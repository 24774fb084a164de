// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.store;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;

/**
 * Decides what a user may see. An OSGi service; core asks at login and again when ENABLE adds a name, and wraps the
 * account accordingly for every protocol. Called by any thread; must be quick.
 */
@ConsumerType
public interface Policy {
    /**
     * Returns the keywords that hide a message from everybody to whom {@link #rules} does not show it. Once declared they
     * hide for good, also when this policy has left.
     */
    Set<Flag> hidingKeywords();

    /**
     * Returns the rules for a session.
     *
     * @param identity who has logged in
     * @param enabled names that the session has ENABLEd, in upper case
     */
    Rules rules(Identity identity, Set<String> enabled);
}
