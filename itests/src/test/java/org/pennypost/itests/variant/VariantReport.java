// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.variant;

import java.util.List;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;

/** A component that {@link JarVariant} adds to a bundle: the shell then shows which variant of the bundle answers. */
public final class VariantReport implements PluginReport {
    /** What the constant in the class file is replaced by. */
    static final String MARK = "@mark-of-the-variant@";

    @Override
    public List<PluginState> plugins() {
        return List.of(new PluginState(MARK, "variant", "", PluginState.State.ACTIVE, ""));
    }
}
