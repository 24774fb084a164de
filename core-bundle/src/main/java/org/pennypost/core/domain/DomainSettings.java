// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.domain;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of a domain, {@code conf/domain-NAME.cfg}. */
@ObjectClassDefinition(
        name = "Domain",
        description =
                "What holds for the users of one domain only, such as conf/domain-example.org.cfg for user@example.org."
                        + " What stays empty is as for everybody.")
public @interface DomainSettings {
    /** Returns further names. */
    @AttributeDefinition(
            name = "aliases",
            description = "Other names of the domain, separated by commas: who logs in as user@ALIAS is user@NAME.")
    String aliases() default "";

    /** Returns where mail lies. */
    @AttributeDefinition(
            name = "location",
            description = "Where mail of the domain's users lies, in the words of location in mail.cfg; a user's own"
                    + " location (userdb_mail) wins.")
    String location() default "";

    /** Returns from where users come. */
    @AttributeDefinition(
            name = "networks",
            description = "Networks from which the domain's users may log in, separated by commas, such as 10.0.0.0/8,"
                    + " fd00::/8; empty for any.")
    String networks() default "";

    /** Returns how many sessions. */
    @AttributeDefinition(
            name = "user-sessions",
            description =
                    "Sessions that a user of the domain may have at a time, POP3 and IMAP together; 0 for any number,"
                            + " -1 for that of login.cfg.",
            min = "-1",
            max = "1000000")
    int user$_$sessions() default -1;

    /** Returns the mailboxes. */
    @AttributeDefinition(
            name = "template",
            description =
                    "The mailboxes of a new user of the domain, in the words of template in mailboxes.cfg; none for"
                            + " none.")
    String template() default "";
}
