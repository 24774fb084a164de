// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Setting PORT =
            new Setting("port", "Integer", "0", Optional.of("0"), Optional.of("65535"), List.of(), "The port; 0: off");
    private static final Setting FILTER =
            new Setting("extensions", "String", "", Optional.empty(), Optional.empty(), List.of(), "A filter.");

    private final ConfigurationReference reference = new ConfigurationReference(List.of(
            new SettingGroup("listener", true, "Listener", "A port", List.of(PORT, FILTER)),
            new SettingGroup("mail", false, "Mail", "Where mail lies", List.of())));

    @Test
    void everyListenerHasItsFileWithItsOwnValues() {
        assertThat(reference.files())
                .containsOnlyKeys(
                        "listener-imap.cfg",
                        "listener-imaps.cfg",
                        "listener-pop3.cfg",
                        "listener-pop3s.cfg",
                        "mail.cfg");
        assertThat(reference.files().get("listener-imaps.cfg"))
                .contains("# The port; 0: off.\n# Allowed: a whole number, 0 to 65535.\nport = 1993\n")
                .contains("# A filter.\n# extensions =\n");
    }

    @Test
    void thePageHasARowPerSetting() {
        assertThat(reference.page())
                .contains("## conf/listener-NAME.cfg\n\nA port.\n")
                .contains("| `port` | `0` | a whole number, 0 to 65535 | The port; 0: off. |");
    }
}
