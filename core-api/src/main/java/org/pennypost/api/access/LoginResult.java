// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import org.pennypost.api.auth.Identity;
import org.pennypost.api.store.MailAccount;

/** How a login ends. */
public sealed interface LoginResult {
    /**
     * Come in.
     *
     * @param identity who it is
     * @param account his mail; the session closes it in the end
     */
    record Granted(Identity identity, MailAccount account) implements LoginResult {}

    /**
     * Stay out.
     *
     * @param reason why, for a response code
     */
    record Refused(Reason reason) implements LoginResult {}

    /** Why a login is refused. Nothing tells an unknown user from a wrong password. */
    enum Reason {
        /** Name or password is wrong ({@code AUTHENTICATIONFAILED}, {@code AUTH}). */
        FAILED,
        /** A readable password without TLS ({@code PRIVACYREQUIRED}). */
        PRIVACY_REQUIRED,
        /** He may not act for the one he named ({@code AUTHORIZATIONFAILED}, {@code AUTH}). */
        NOT_AUTHORISED,
        /** Too many sessions of this user ({@code LIMIT}, {@code SYS/TEMP}). */
        LIMIT,
        /** Authenticator or store is away ({@code UNAVAILABLE}, {@code SYS/TEMP}). */
        UNAVAILABLE
    }
}
