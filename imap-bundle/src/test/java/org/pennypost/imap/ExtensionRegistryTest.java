// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pennypost.api.plugin.PluginState;

class ExtensionRegistryTest {
    @Test
    void itsOwnWordsAreReportedBeforeAnythingArrives() {
        assertThat(new ExtensionRegistry().plugins())
                .extracting(PluginState::name)
                .contains("IMAP4rev1", "FETCH", "IDLE");
        assertThat(new ExtensionRegistry().plugins())
                .extracting(PluginState::state)
                .containsOnly(PluginState.State.ACTIVE);
    }
}
