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

    /** Returns the characters that names may have. */
    @AttributeDefinition(
            name = "user-characters",
            description =
                    "Characters that a user name may have besides letters and digits, such as .-_@+; empty for all"
                            + " but / \\ : and controls")
    String user$_$characters() default "";

    /** Returns the charsets that are tried for names and passwords. */
    @AttributeDefinition(
            name = "charsets",
            description =
                    "Charsets in which a name or password is tried that is not UTF-8, separated by commas, such as"
                            + " KOI8-R, windows-1251; empty for none")
    String charsets() default "";

    /** Returns what stands between a user's name and that of the one who acts for him. */
    @AttributeDefinition(
            name = "master-separator",
            description =
                    "What separates user and master in a login name (user*master); only users with impersonate may"
                            + " act for others; empty for none")
    String master$_$separator() default "*";

    /** Returns the mechanisms that are offered. */
    @AttributeDefinition(
            name = "mechanisms",
            description =
                    "SASL mechanisms that may be offered, separated by commas; one that does not show the password is"
                            + " announced where every user has what it needs: the password readable, or its own keys")
    String mechanisms() default "SCRAM-SHA-256, SCRAM-SHA-1, PLAIN, LOGIN";

    /** Returns the rounds of SCRAM. */
    @AttributeDefinition(
            name = "scram-iterations",
            description = "Iterations that SCRAM asks for where only the password itself is kept",
            min = "4096",
            max = "1000000")
    int scram$_$iterations() default 4096;

    /** Returns the file of the key for salts. */
    @AttributeDefinition(
            name = "salt-key",
            description =
                    "File with the key from which SCRAM's salts are made for users of whom none is kept; made when it"
                            + " is missing")
    String salt$_$key() default "${pennypost.home}/data/login.key";

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

    /** Returns the seconds to which that grows. */
    @AttributeDefinition(
            name = "failure-delay-max",
            description = "Seconds to which the delay grows, by doubling, for an address or a user with many failures",
            min = "0",
            max = "300")
    int failure$_$delay$_$max() default 15;

    /** Returns the failures that do not count yet. */
    @AttributeDefinition(
            name = "failures-free",
            description = "Failures of an address, or of a user from unknown addresses, before the delay grows; one is"
                    + " forgotten each minute",
            min = "0",
            max = "10000")
    int failures$_$free() default 5;

    /** Returns the seconds for which a login waits to be looked at. */
    @AttributeDefinition(
            name = "failure-hold",
            description =
                    "Seconds for which a login of an address or user with many failures may wait before it is checked;"
                            + " one that had to wait longer is answered UNAVAILABLE",
            min = "0",
            max = "300")
    int failure$_$hold() default 30;

    /** Returns how many addresses and users are remembered. */
    @AttributeDefinition(
            name = "failure-table",
            description = "Addresses, users and known pairs of both that are remembered, each at most",
            min = "100",
            max = "10000000")
    int failure$_$table() default 50000;

    /** Returns how many sessions a user may have. */
    @AttributeDefinition(
            name = "user-sessions",
            description = "Sessions that a user may have at a time, POP3 and IMAP together; 0 for any number",
            min = "0",
            max = "1000000")
    int user$_$sessions() default 0;

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
