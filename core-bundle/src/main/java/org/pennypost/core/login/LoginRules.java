// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.time.Duration;

/**
 * The settings of logging in as values.
 *
 * @param names how names are normalised
 * @param networks from where passwords may come in clear
 * @param failureDelay after which a failed login is answered
 * @param grace for which a login waits for what is away
 * @param queue how many logins may wait for a permit
 */
public record LoginRules(UserNames names, Networks networks, Duration failureDelay, Duration grace, int queue) {
    /** Returns the values of a configuration. */
    public static LoginRules of(LoginSettings settings) {
        return new LoginRules(
                new UserNames(
                        settings.default$_$domain(), !settings.user$_$format().equals("keep")),
                Networks.parse(settings.plaintext$_$networks()),
                Duration.ofSeconds(settings.failure$_$delay()),
                Duration.ofSeconds(settings.grace()),
                settings.queue());
    }
}
