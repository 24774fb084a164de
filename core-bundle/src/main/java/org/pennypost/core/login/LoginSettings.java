// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of logging in, {@code conf/login.cfg}. */
@ObjectClassDefinition(name = "Login", description = "Names, passwords, and how long a login waits for what is away")
public @interface LoginSettings {
    /** Returns the domain of names without one. */
    @AttributeDefinition(
            name = "default-domain",
            description = "Domain that is added to a user name without one; empty for none")
    String default$_$domain() default "";

    /** Returns how names are normalised. */
    @AttributeDefinition(
            name = "user-format",
            description = "How a user name is normalised before it is looked up",
            options = {@Option(label = "lower case", value = "lower"), @Option(label = "as typed", value = "keep")})
    String user$_$format() default "lower";

    /** Returns the networks from which passwords may come in clear. */
    @AttributeDefinition(
            name = "plaintext-networks",
            description =
                    "Networks from which a password is accepted without TLS, beside loopback, separated by commas,"
                            + " such as 10.0.0.0/8, fd00::/8")
    String plaintext$_$networks() default "";

    /** Returns the seconds after which a failed login is answered. */
    @AttributeDefinition(
            name = "failure-delay",
            description = "Seconds after which a failed login is answered",
            min = "0",
            max = "60")
    int failure$_$delay() default 2;

    /** Returns the seconds for which everybody waits for a store or an authenticator that is away. */
    @AttributeDefinition(
            name = "grace",
            description = "Seconds for which sessions and logins wait for a store or an authenticator that has left",
            min = "1",
            max = "40")
    int grace() default 10;

    /** Returns how many logins may wait for a permit to hash. */
    @AttributeDefinition(
            name = "queue",
            description = "Logins that may wait for their password to be checked; one more is answered UNAVAILABLE",
            min = "1",
            max = "100000")
    int queue() default 1000;
}
