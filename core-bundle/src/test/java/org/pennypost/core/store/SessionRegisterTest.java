// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Session;

class SessionRegisterTest {
    private final SessionRegister register = new SessionRegister();

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    private Guest enter(String protocol) {
        return register.add(
                nothing(Session.class),
                nothing(Connection.class),
                new Guest.Person(protocol, Identity.of("alice"), Set::of));
    }

    @Test
    void placesAreCountedOverProtocols() {
        assertThat(register.place("alice", 2)).isTrue();
        Guest imap = enter("imap");
        assertThat(register.place("alice", 2)).isTrue();
        assertThat(register.place("alice", 2))
                .as("while the second one registers")
                .isFalse();
        Guest pop3 = enter("pop3");
        assertThat(register.place("alice", 2)).isFalse();
        assertThat(register.place("bob", 2)).isTrue();
        imap.close();
        imap.close();
        assertThat(register.place("alice", 2)).isTrue();
        assertThat(register.place("alice", 2)).isFalse();
        pop3.close();
        assertThat(register.place("alice", 2)).isTrue();
    }
}
