// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.Optional;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Secrets;

/**
 * What looking a user up has brought, whether he is here or not.
 *
 * @param attempt that named him
 * @param reading of his name, empty if it can be nobody's
 * @param kept of him, empty if he is not here
 * @param usable whether something is kept that any mechanism could use
 * @param secrets to compare with
 */
record Found(
        Attempt attempt,
        Optional<Reading> reading,
        Optional<Authenticator.Kept> kept,
        boolean usable,
        Secrets secrets) {
    /** Returns the same for an attempt that begins now, as the client's last word of an exchange does. */
    Found now(Attempt later) {
        return new Found(later, reading, kept, usable, secrets);
    }

    /** Returns the user's name, normalised if it can be. */
    String user() {
        return reading.map(it -> it.credentials().user())
                .orElse(attempt.credentials().user());
    }
}
