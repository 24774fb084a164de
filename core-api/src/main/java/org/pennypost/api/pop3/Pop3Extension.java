// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.pop3;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One specification, with everything it adds to POP3; it comes and goes as a whole. An OSGi service. The list of commands
 * is asked once, when the service arrives.
 */
@ConsumerType
public interface Pop3Extension {
    /** Returns its name, unique among extensions. */
    String name();

    /** Returns the capabilities to announce to a session in its present state, each a line of CAPA (RFC 2449 §5). */
    default List<String> capabilities(Pop3Session session) {
        return List.of();
    }

    /** Returns new commands. */
    default List<Pop3Command> commands() {
        return List.of();
    }
}
