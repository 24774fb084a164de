// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.InputStream;
import java.io.PrintStream;

/** One client's shell: commands in, text out through the streams it was made with. Used by one thread. */
interface Shell extends AutoCloseable {
    /** Runs one command; false when it failed (what went wrong is then on the error stream). */
    boolean run(String command);

    @Override
    void close();

    /** Makes the shell of a new client. */
    interface Factory {
        Shell open(InputStream in, PrintStream out, PrintStream err);
    }
}
