// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call could not be carried out, and left everything as it was. The text is for logs and for the person at the mail
 * program; it never contains a secret.
 */
public final class MailException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /**
     * Makes an exception without a cause.
     *
     * @param problem why the call failed
     * @param text one line, no CR or LF
     */
    public MailException(Problem problem, String text) {
        this(problem, text, null);
    }

    /**
     * Makes an exception.
     *
     * @param problem why the call failed
     * @param text one line, no CR or LF
     * @param cause what was caught, for the log
     */
    public MailException(Problem problem, String text, @Nullable Throwable cause) {
        super(text, cause);
        this.problem = Objects.requireNonNull(problem);
    }

    /** Returns why the call failed. */
    public Problem problem() {
        return problem;
    }
}
