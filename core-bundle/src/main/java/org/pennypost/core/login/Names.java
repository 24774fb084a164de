// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.pennypost.api.auth.LoginRule;

/**
 * How names are read now: by the rules of plug-ins, else by the settings.
 *
 * @param sources which know the rules
 * @param settings of names
 */
record Names(Authenticators sources, LoginRules.Names settings) implements Reading.Naming {
    @Override
    public Optional<LoginRule.Claim> claim(String typed, String protocol) {
        return sources.claimed(typed, protocol)
                .or(() -> SaslPrep.query(typed)
                        .flatMap(settings.users()::normalise)
                        .map(sources.domains()::user)
                        .map(LoginRule.Claim::of));
    }

    @Override
    public String separator() {
        return settings.separator();
    }

    @Override
    public List<Charset> charsets() {
        return settings.charsets();
    }
}
