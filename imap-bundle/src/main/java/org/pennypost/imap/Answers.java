// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import org.pennypost.api.access.LoginResult;
import org.pennypost.api.imap.ImapRefusedException;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;

/** The one table of what IMAP answers to each cause of failure. Its texts do not tell a missing mailbox from a forbidden one. */
@Rfc(number = 5530, section = "3")
final class Answers {
    /** The answer to a word that is no command. */
    static final Outcome UNKNOWN = Outcome.bad("unknown command");

    private Answers() {}

    /** Tells whether what is answered so was no command of IMAP at all; one with a fault, or in the wrong state, is one. */
    static boolean isNonsense(String tag, Outcome outcome) {
        return outcome == UNKNOWN || (outcome instanceof Outcome.Bad && tag.equals("*"));
    }

    /**
     * Returns the answer to a failure.
     *
     * @param files whether the command files into a mailbox that could be created
     */
    static Outcome.No no(MailException failure, boolean files) {
        return no(failure.problem(), files, String.valueOf(failure.getMessage()));
    }

    /** Returns the answer to a refusal with a code of its own. */
    static Outcome.No no(ImapRefusedException refused) {
        return new Outcome.No(refused.code(), CommandReader.clean(String.valueOf(refused.getMessage())));
    }

    private static Outcome.No no(Problem problem, boolean files, String text) {
        return switch (problem) {
            case NOT_FOUND -> no(files ? "TRYCREATE" : "NONEXISTENT", "No such mailbox");
            case EXISTS -> no("ALREADYEXISTS", "There is a mailbox of this name");
            case NO_PERMISSION -> no("NOPERM", "You may not do this");
            case OVER_QUOTA -> no("OVERQUOTA", "The quota would be exceeded");
            case TOO_BIG -> no("TOOBIG", "The message is too big");
            case LIMIT -> no("LIMIT", "A limit of the server is reached: " + text);
            case IN_USE -> no("INUSE", "Somebody else uses the mailbox");
            case EXPUNGED -> no("EXPUNGEISSUED", "Some of the messages have been expunged");
            case INVALID -> no("CANNOT", "This cannot be done: " + text);
            case UNSUPPORTED -> no("CANNOT", "The server does not know how: " + text);
            case CORRUPT -> no("CORRUPTION", "What is stored is damaged");
            case UNAVAILABLE -> no("UNAVAILABLE", "Try again later");
            case INTERNAL -> no("SERVERBUG", "A fault of the server");
        };
    }

    /** Returns the answer to a refused login (RFC 5530 §3, RFC 8314 §3). */
    static Outcome.No no(LoginResult.Reason reason) {
        return switch (reason) {
            case FAILED -> no("AUTHENTICATIONFAILED", "Name or password is wrong");
            case PRIVACY_REQUIRED -> no("PRIVACYREQUIRED", "Start TLS first");
            case NOT_AUTHORISED -> no("AUTHORIZATIONFAILED", "You may not act for this user");
            case LIMIT -> no("LIMIT", "Too many sessions");
            case UNAVAILABLE -> no("UNAVAILABLE", "Try again later");
        };
    }

    /** Returns the answer to a fault of ours. */
    static Outcome.No bug() {
        return no(Problem.INTERNAL, false, "");
    }

    /** Returns the answer to a command that contains too much of something. */
    static Outcome.No limit(String text) {
        return no(Problem.LIMIT, false, text);
    }

    /** Returns the answer to a literal that is too big. */
    static Outcome.No tooBig() {
        return no("TOOBIG", "The literal is too big");
    }

    /** Returns the answer to a message without any octet (RFC 3502 §6.3.11 gives it the meaning of giving up). */
    static Outcome.No empty() {
        return no("CANNOT", "A message has at least one octet");
    }

    /** Returns the answer while the store is away. */
    static Outcome.No away() {
        return no(Problem.UNAVAILABLE, false, "");
    }

    private static Outcome.No no(String code, String text) {
        return new Outcome.No(new ResponseCode(code), text);
    }

    /** Returns the tagged line of an outcome that ends a command. */
    static String line(String tag, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return tag + " OK " + coded(done.codeOrNull(), done.text());
        }
        if (outcome instanceof Outcome.No no) {
            return tag + " NO " + coded(no.codeOrNull(), no.text());
        }
        if (outcome instanceof Outcome.Bad bad) {
            return tag + " BAD " + bad.text();
        }
        throw new IllegalArgumentException("not an end: " + outcome);
    }

    private static String coded(
            org.pennypost.api.net.@org.jspecify.annotations.Nullable ResponseCode code, String text) {
        String words = text.isEmpty() ? "Done" : text;
        return code == null ? words : code + " " + words;
    }
}
