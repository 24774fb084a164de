// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.template;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the mailbox template, {@code conf/mailboxes.cfg}. */
@ObjectClassDefinition(
        name = "Mailboxes",
        description = "The mailboxes that everybody has, beside INBOX, from his first login on.")
public @interface TemplateSettings {
    /** Returns the mailboxes. */
    @AttributeDefinition(
            name = "template",
            description =
                    "The mailboxes of a new user, separated by commas: USE:NAME or NAME, where USE is drafts, sent, trash,"
                            + " junk or archive, and / stands between levels; with :create behind it the mailbox is made but not"
                            + " subscribed. Empty for none.")
    String template() default "drafts:Drafts, sent:Sent, trash:Trash, junk:Junk, archive:Archive";

    /** Returns what happens at the first login of somebody who has mailboxes already. */
    @AttributeDefinition(
            name = "existing",
            description =
                    "What is done for somebody who has mailboxes already, such as a Maildir that is taken over. mark: a"
                            + " mailbox that is called so, or as mail programs usually call it (Sent Items, Deleted Messages, Spam),"
                            + " gets the use if none has it, and nothing is made; create: what is still missing is made; leave:"
                            + " nothing.",
            options = {@Option("mark"), @Option("create"), @Option("leave")})
    String existing() default "mark";
}
