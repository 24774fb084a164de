// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.0/25, 192.0.2.127, true",
        "192.0.2.0/25, 192.0.2.128, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fc00::1, false",
        "'192.0.2.7, ::1', ::1, true",
        "'10.0.0.0/8 192.0.2.7', 192.0.2.7, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "128.0.0.0/1, 255.1.1.1, true",
        "128.0.0.0/1, 127.1.1.1, false",
        "'', 127.0.0.1, false",
    })
    void holds(String networks, String address, boolean inside) throws Exception {
        assertThat(Networks.parse(networks).contains(Networks.address(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0",
                "10",
                "::1/129",
                "1.2.3.4.5",
                "1.2.3.4/"
            })
    void saysWhichWordIsNoNetwork(String text) {
        assertThatThrownBy(() -> Networks.parse("127.0.0.1, " + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(text + " is no network");
    }
}
