// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

/** A command ends here: one line for the user and an exit code. */
final class ExitException extends RuntimeException {
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int NOT_RUNNING = 3;

    private static final long serialVersionUID = 1L;

    private final int code;

    private ExitException(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static ExitException error(String message) {
        return new ExitException(ERROR, message);
    }

    static ExitException usage(String message) {
        return new ExitException(USAGE, message);
    }

    static ExitException notRunning(String message) {
        return new ExitException(NOT_RUNNING, message);
    }

    int code() {
        return code;
    }
}
