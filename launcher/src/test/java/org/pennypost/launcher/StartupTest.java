// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a start has been in vain. */
class StartupTest {
    private static final String LISTENER = "listener imap 127.0.0.1:1143";
    private static final String STORE = "store maildir /mail";

    @Test
    void aListenerAndAStoreServe() {
        assertThat(new Startup(List.of(STORE, LISTENER), List.of("error listener pop3: no"), true).nothingServed())
                .isFalse();
    }

    @Test
    void withoutAListenerNobodyIsServed() {
        assertThat(new Startup(List.of(STORE), List.of(), true).nothingServed()).isTrue();
        assertThat(new Startup(List.of(), List.of(), false).nothingServed()).isFalse();
    }

    @Test
    void withoutTheStoreThatWasAskedForNobodyIsServed() {
        List<String> broken = List.of("error store maildir: no");
        assertThat(new Startup(List.of(LISTENER), broken, true).nothingServed()).isTrue();
        assertThat(new Startup(List.of(STORE, LISTENER), broken, true).nothingServed())
                .isFalse();
    }
}
