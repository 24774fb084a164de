// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxEntry.Kind;
import org.pennypost.api.store.Namespace;

/**
 * Applies a template to an account once: a mark among the INBOX's attributes says that it has been, so that mailboxes that
 * the user deletes stay deleted. An account with any mailbox beside INBOX is one that is taken over.
 */
@Rfc(number = 6154, section = "2")
final class FirstLogin {
    private static final String MARK = "/private/vendor/vendor.pennypost/template";
    private static final String USES = "/private/specialuse";

    private final MailAccount account;
    private final Existing existing;

    /** What to do where mailboxes are. */
    enum Existing {
        /** Say what they are for. */
        MARK,
        /** The same, and make what is missing. */
        CREATE,
        /** Nothing. */
        LEAVE
    }

    FirstLogin(MailAccount account, Existing existing) {
        this.account = account;
        this.existing = existing;
    }

    void apply(Template template) {
        Optional<Attributes> facet = account.facet(Attributes.class);
        if (facet.isEmpty() || facet.get().get(MailboxName.INBOX, MARK).isPresent()) {
            return;
        }
        Attributes attributes = facet.get();
        List<MailboxEntry> mailboxes = new ArrayList<>(account.list());
        mailboxes.removeIf(entry -> entry.kind() != Kind.MAILBOX || entry.name().isInbox());
        if (mailboxes.isEmpty()) {
            template.places().forEach(this::make);
        } else if (existing != Existing.LEAVE) {
            takeOver(template, mailboxes, attributes);
        }
        attributes.set(MailboxName.INBOX, MARK, "1".getBytes(StandardCharsets.US_ASCII));
    }

    private void takeOver(Template template, List<MailboxEntry> mailboxes, Attributes attributes) {
        Set<MailboxName> taken = mailboxes.stream()
                .filter(entry -> !entry.uses().isEmpty())
                .map(MailboxEntry::name)
                .collect(Collectors.toSet());
        Set<SpecialUse> known = EnumSet.noneOf(SpecialUse.class);
        mailboxes.forEach(entry -> known.addAll(entry.uses()));
        for (Template.Place place : template.places()) {
            if (place.use().filter(known::contains).isPresent()) {
                continue;
            }
            Optional<MailboxName> like = mostLike(place, mailboxes, taken);
            if (like.isPresent()) {
                taken.add(like.get());
                place.use()
                        .ifPresent(use ->
                                attributes.set(like.get(), USES, use.attribute().getBytes(StandardCharsets.US_ASCII)));
            } else if (existing == Existing.CREATE) {
                make(place);
            }
        }
    }

    private static Optional<MailboxName> mostLike(
            Template.Place place, List<MailboxEntry> mailboxes, Set<MailboxName> taken) {
        return mailboxes.stream()
                .map(MailboxEntry::name)
                .filter(name -> !taken.contains(name) && place.likeness(name) >= 0)
                .min(Comparator.comparingInt(place::likeness));
    }

    private void make(Template.Place place) {
        CreatePlan plan = new CreatePlan();
        place.use().ifPresent(plan::use);
        MailboxName name = here(place.name());
        try {
            account.create(name, plan);
        } catch (MailException failed) {
            if (failed.problem() != Problem.EXISTS) {
                throw failed;
            }
        }
        if (place.subscribed()) {
            account.subscribe(name, true);
        }
    }

    /** Returns the name with what all names of this account begin with. */
    private MailboxName here(MailboxName name) {
        Namespace own = account.namespaces().get(0);
        return own.prefix().isEmpty()
                ? name
                : MailboxName.parse(own.prefix() + name.text(own.separator()), own.separator());
    }
}
