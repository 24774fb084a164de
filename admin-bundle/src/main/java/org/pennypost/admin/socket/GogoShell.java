// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.PrintStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Gogo session; the value of a command is printed as Gogo's own shell prints it. */
final class GogoShell implements Shell {
    private static final Logger LOG = LoggerFactory.getLogger(GogoShell.class);

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;

    GogoShell(CommandSession session, PrintStream out, PrintStream err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    @Override
    public boolean run(String command) {
        try {
            Object result = session.execute(command);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            return true;
        } catch (Exception | LinkageError e) {
            // A command is anybody's code: what it throws is told to who typed it.
            err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            LOG.debug("{}", command, e);
            return false;
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
