// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What became of the plug-ins that somebody looks after. An OSGi service of every registry (protocols, core, transport,
 * deploy); the shell shows them all. Called by any thread.
 */
@ConsumerType
@FunctionalInterface
public interface PluginReport {
    /** Returns an entry for each plug-in, in the order in which they are asked. */
    List<PluginState> plugins();
}
