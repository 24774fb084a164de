// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import org.pennypost.api.auth.Secrets;

/** A way to keep a password. Safe for use by several threads. */
interface Scheme {
    /**
     * Looks at the form only.
     *
     * @throws IllegalArgumentException if it is not the scheme's; says what was expected, without anything secret
     */
    void check(String kept);

    /**
     * Compares a password with what is kept of it, in time that does not depend on where they differ.
     *
     * @param kept what follows {@code {SCHEME}}; has been checked
     */
    boolean matches(byte[] password, String kept);

    /** Returns what a mechanism that does not show the password can use of it: of most schemes, nothing. */
    default Secrets secrets(String kept) {
        return Secrets.NONE;
    }
}
