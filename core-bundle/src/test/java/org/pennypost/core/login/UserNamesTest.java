// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.net.Peer;

class UserNamesTest {
    private final UserNames names = new UserNames("example.org", true, "");

    @ParameterizedTest
    @CsvSource({"Alice,alice@example.org", "BOB@Example.NET,bob@example.net", "user+detail,user+detail@example.org"})
    void namesAreNormalised(String typed, String name) {
        assertThat(names.normalise(typed)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../etc", ".hidden", "a..b", "nul\0", "new\nline", "~root", "a:b", "\uD800"})
    void whatCanBeNobodysIsRefused(String typed) {
        assertThat(names.normalise(typed)).isEmpty();
    }

    @Test
    void namesMayStayAsTyped() {
        assertThat(new UserNames("", false, "").normalise("Alice")).contains("Alice");
    }

    @Test
    void theLineAboutAFailedLoginCannotBeForged() {
        Peer peer = new Peer(
                "i7", "imaps", new InetSocketAddress("192.0.2.1", 4711), new InetSocketAddress("192.0.2.2", 993), null);
        Credentials credentials =
                Credentials.of("eve> rip=1.2.3.4\r\nlogin", new byte[0]).via("IMAP", "PLAIN");
        assertThat(LoginLine.failed(credentials, peer, "password"))
                .isEqualTo("login-failed proto=IMAP user=<eve\\x3E rip=1.2.3.4\\x0D\\x0Alogin> rip=192.0.2.1"
                        + " rport=4711 tls=no mech=PLAIN reason=password");
    }
}
