// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.imap;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One specification, with everything it adds to IMAP; it comes and goes as a whole. An OSGi service. The lists are asked
 * once, when the service arrives, and must not change; {@link #capabilities} is asked in steps.
 */
@ConsumerType
public interface ImapExtension {
    /** Returns its name, unique among extensions, such as {@code IDLE} or {@code X-COMMUNIGATE}. */
    String name();

    /** Returns the capabilities to announce to a session, in its present state. */
    default List<String> capabilities(ImapSession session) {
        return List.of();
    }

    /** Returns new commands. */
    default List<Command> commands() {
        return List.of();
    }

    /** Returns new FETCH items. */
    default List<FetchItem> fetchItems() {
        return List.of();
    }

    /** Returns new STATUS items. */
    default List<StatusItem> statusItems() {
        return List.of();
    }

    /** Returns new SEARCH keys. */
    default List<SearchKey> searchKeys() {
        return List.of();
    }

    /** Returns new arguments of existing commands. */
    default List<Parameter<?>> parameters() {
        return List.of();
    }

    /** Returns who adds to what is told unasked. */
    default List<Teller> tellers() {
        return List.of();
    }

    /** Returns what can be ENABLEd. */
    default List<Feature> features() {
        return List.of();
    }
}
