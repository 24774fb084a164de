// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;

class ServicePolicyTest {
    private final ServicePolicy policy = new ServicePolicy();

    @Test
    void onlyServiceHides() {
        assertThat(policy.hidingKeywords()).containsExactly(Flag.of("$service"));
    }

    @Test
    void whoHasEnabledExtensionsSeesThem() {
        assertThat(policy.rules(Identity.of("ann"), Set.of("CONDSTORE", "EXTENSIONS"))
                        .shown())
                .containsExactly(Flag.of("$Service"));
    }

    @Test
    void othersDoNot() {
        assertThat(policy.rules(Identity.of("ann"), Set.of("CONDSTORE")).shown())
                .isEmpty();
    }
}
