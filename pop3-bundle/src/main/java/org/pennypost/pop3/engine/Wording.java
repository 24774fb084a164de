// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import org.pennypost.api.access.LoginResult;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;

/** The words of POP3 for causes of failure, with the response codes of RFC 2449 and RFC 3206. */
@Rfc(number = 2449, section = "8")
@Rfc(number = 3206, section = "3")
public final class Wording {
    private static final ResponseCode AUTH = new ResponseCode("AUTH");
    private static final ResponseCode IN_USE = new ResponseCode("IN-USE");
    private static final ResponseCode TEMPORARY = new ResponseCode("SYS/TEMP");
    private static final ResponseCode PERMANENT = new ResponseCode("SYS/PERM");

    private Wording() {}

    /** Returns what a failure becomes. */
    public static Outcome of(MailException failure) {
        return of(failure.problem());
    }

    private static Outcome of(Problem problem) {
        return switch (problem) {
            case NOT_FOUND, EXPUNGED -> Outcome.no("no such message");
            case IN_USE -> Outcome.no(IN_USE, "unable to lock maildrop");
            case UNAVAILABLE, LIMIT -> Outcome.no(TEMPORARY, "not available now, try again later");
            case NO_PERMISSION -> Outcome.no(PERMANENT, "permission denied");
            case CORRUPT -> Outcome.no(PERMANENT, "the message is damaged");
            case UNSUPPORTED -> Outcome.no(PERMANENT, "the message is kept in a form this server does not read");
            case INTERNAL -> internal();
            case OVER_QUOTA -> Outcome.no(TEMPORARY, "no space is left, delete something or try again later");
            case EXISTS, TOO_BIG, INVALID -> Outcome.no("cannot be done");
        };
    }

    /** Returns what a fault of ours becomes. */
    public static Outcome internal() {
        return Outcome.no(TEMPORARY, "internal error, it has been logged");
    }

    /** Returns what a refused login becomes. */
    public static Outcome of(LoginResult.Reason reason) {
        return switch (reason) {
            case FAILED -> Outcome.no(AUTH, "name or password is wrong");
            case PRIVACY_REQUIRED -> Outcome.no(AUTH, "a password needs TLS here: use STLS or the TLS port");
            case NOT_AUTHORISED -> Outcome.no(AUTH, "may not act for that user");
            case LIMIT -> Outcome.no(TEMPORARY, "too many sessions of this user");
            case UNAVAILABLE -> of(Problem.UNAVAILABLE);
        };
    }
}
