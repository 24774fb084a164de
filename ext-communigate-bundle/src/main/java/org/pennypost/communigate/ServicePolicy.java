// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.store.Policy;
import org.pennypost.api.store.Rules;

/** Messages with {@code $Service} are hidden from everybody who has not said {@code ENABLE EXTENSIONS}. */
@Component(immediate = true)
public final class ServicePolicy implements Policy {
    private static final Set<Flag> SERVICE = Set.of(Flag.of("$Service"));

    @Override
    public Set<Flag> hidingKeywords() {
        return SERVICE;
    }

    @Override
    public Rules rules(Identity identity, Set<String> enabled) {
        return enabled.contains(ExtensionsFeature.NAME) ? Rules.showing(SERVICE) : Rules.NONE;
    }
}
