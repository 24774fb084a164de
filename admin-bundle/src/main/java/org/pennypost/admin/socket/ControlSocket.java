// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Opens the control socket of the home as long as there is a shell. */
@Component(
        immediate = true,
        service = {})
public final class ControlSocket {
    private final ControlServer server;

    @Activate
    public ControlSocket(BundleContext context, @Reference CommandProcessor processor) throws IOException {
        String home = context.getProperty("pennypost.home");
        if (home == null) {
            throw new IllegalStateException("framework property pennypost.home is missing");
        }
        server = new ControlServer(
                SocketPlace.of(Path.of(home, "data")), (in, out, err) -> shell(processor, in, out, err));
    }

    @Deactivate
    void close() {
        server.close();
    }

    private static Shell shell(CommandProcessor processor, InputStream in, PrintStream out, PrintStream err) {
        CommandSession session = processor.createSession(in, out, err);
        return new GogoShell(session, out, err);
    }
}
