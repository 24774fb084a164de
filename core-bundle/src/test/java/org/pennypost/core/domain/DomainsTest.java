// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Networks;

class DomainsTest {
    private static final String PLACE = "maildir:/srv/%d/%n";

    private final Domains domains = new Domains();

    private static Domain domain(String name, Set<String> aliases, String location, String networks) {
        return new Domain(
                name,
                aliases,
                Optional.of(location).filter(text -> !text.isEmpty()),
                Optional.of(networks).filter(text -> !text.isEmpty()).map(Networks::parse),
                OptionalInt.empty(),
                Optional.empty());
    }

    @BeforeEach
    void two() {
        domains.set(List.of(
                domain("example.org", Set.of("example.com", "other.test"), PLACE, ""),
                domain("example.net", Set.of("example.com"), "", "192.0.2.0/24")));
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.com, bob@example.org",
        "bob@Example.COM, bob@example.org",
        "a@b@other.test, a@b@example.org",
        "bob@example.org, bob@example.org",
        "bob@Example.Org, bob@Example.Org",
        "bob@example.test, bob@example.test",
        "bob, bob",
        "bob@, bob@",
    })
    void anAliasStandsForItsDomain(String typed, String user) {
        assertThat(domains.user(typed)).isEqualTo(user);
    }

    @Test
    void mailLiesWhereItsDomainSays() {
        assertThat(domains.completed(Identity.of("bob@example.org")).attribute(Identity.MAIL))
                .contains(PLACE);
        assertThat(domains.completed(Identity.of("bob@example.net")).attribute(Identity.MAIL))
                .isEmpty();
        Identity own = Identity.of("bob@example.org").with(Identity.MAIL, "maildir:~/mail");
        assertThat(domains.completed(own)).isSameAs(own);
    }

    @Test
    void whoComesFromElsewhereIsNotWelcome() throws Exception {
        Domain net = domains.of(Identity.of("bob@EXAMPLE.net")).orElseThrow();
        assertThat(net.welcomes(Networks.address("192.0.2.9"))).isTrue();
        assertThat(net.welcomes(Networks.address("192.0.3.9"))).isFalse();
        Domain org = domains.of(Identity.of("bob@example.org")).orElseThrow();
        assertThat(org.welcomes(Networks.address("::1"))).isTrue();
    }
}
