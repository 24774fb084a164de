// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.conformance.server.Stores;
import org.pennypost.conformance.server.Wiring;
import org.pennypost.core.domain.Domain;
import org.pennypost.core.domain.Domains;
import org.pennypost.core.template.TemplateSettings;
import org.pennypost.core.template.Templates;

/** What somebody finds at his first login, who is new or brings mailboxes along. */
class FirstLoginTest {
    private static final Identity ALICE = Identity.of("alice@example.org");

    @TempDir
    private Path temp;

    private MailStore open(Stores store) {
        try {
            return store.open(Files.createDirectories(temp.resolve("home")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Templates templates(Map<String, Object> values, List<Domain> own) {
        Domains domains = new Domains();
        domains.set(own);
        return new Templates(domains, Wiring.settings(TemplateSettings.class, values));
    }

    private static Domain domain(String name, String template) {
        return new Domain(
                name, Set.of(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.of(template));
    }

    private static Templates templates(Map<String, Object> values) {
        return templates(values, List.of());
    }

    private static List<String> all(MailAccount account) {
        return account.list().stream().map(FirstLoginTest::text).toList();
    }

    private static String text(MailboxEntry entry) {
        return entry.name()
                + (entry.subscribed() ? "+" : "")
                + entry.uses().stream().map(SpecialUse::attribute).sorted().collect(Collectors.joining());
    }

    private static MailboxName name(String text) {
        return MailboxName.parse(text, '/');
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void newUserGetsTheTemplateOnce(Stores store) {
        Templates templates = templates(Map.of());
        MailStore mail = open(store);
        try (MailAccount account = mail.open(ALICE)) {
            templates.welcome(ALICE, account);
            assertThat(all(account))
                    .containsExactly(
                            "Archive+\\Archive",
                            "Drafts+\\Drafts",
                            "INBOX",
                            "Junk+\\Junk",
                            "Sent+\\Sent",
                            "Trash+\\Trash");
            List.of("Archive", "Drafts", "Junk", "Sent", "Trash").forEach(each -> {
                account.delete(name(each));
                account.subscribe(name(each), false);
            });
        }
        try (MailAccount account = mail.open(ALICE)) {
            templates.welcome(ALICE, account);
            assertThat(all(account)).containsExactly("INBOX");
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void whoBringsMailboxesGetsTheirUsesAndNoMailboxes(Stores store) {
        try (MailAccount account = open(store).open(ALICE)) {
            List.of("Sent", "Sent Items", "Deleted Messages", "INBOX/spam", "Work/Drafts", "Mine")
                    .forEach(each -> account.create(name(each), new CreatePlan()));
            account.create(name("Put away"), new CreatePlan().use(SpecialUse.ARCHIVE));
            account.create(name("Archive"), new CreatePlan());
            templates(Map.of()).welcome(ALICE, account);
            assertThat(all(account))
                    .contains(
                            "Sent\\Sent",
                            "Sent Items",
                            "Deleted Messages\\Trash",
                            "INBOX/spam\\Junk",
                            "Work/Drafts",
                            "Put away\\Archive",
                            "Archive")
                    .doesNotContain("Drafts+\\Drafts", "Trash+\\Trash");
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void whatIsMissingIsMadeIfTheOperatorWantsIt(Stores store) {
        try (MailAccount account = open(store).open(ALICE)) {
            account.create(name("Sent Items"), new CreatePlan());
            templates(Map.of("existing", "create", "template", "sent:Sent, drafts:Drafts:create"))
                    .welcome(ALICE, account);
            assertThat(all(account)).containsExactly("Drafts\\Drafts", "INBOX", "Sent Items\\Sent");
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void nothingIsDoneIfTheOperatorWantsItSo(Stores store) {
        try (MailAccount account = open(store).open(ALICE)) {
            account.create(name("Sent"), new CreatePlan());
            templates(Map.of("existing", "leave")).welcome(ALICE, account);
            assertThat(all(account)).containsExactly("INBOX", "Sent");
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void domainsHaveTheirOwn(Stores store) {
        MailStore mail = open(store);
        Templates templates = templates(
                Map.of(),
                List.of(
                        domain("example.org", "trash:Deleted Items, Notes/2020:create, nonsense:x"),
                        domain("example.net", "")));
        Identity bob = Identity.of("bob@example.net");
        try (MailAccount alices = mail.open(ALICE);
                MailAccount bobs = mail.open(bob)) {
            templates.welcome(ALICE, alices);
            templates.welcome(bob, bobs);
            assertThat(all(alices))
                    .contains("Deleted Items+\\Trash", "Notes/2020")
                    .doesNotContain("x", "Sent+\\Sent");
            assertThat(all(bobs)).containsExactly("INBOX");
            assertThat(bobs.facet(Attributes.class).orElseThrow().all(MailboxName.INBOX))
                    .isEmpty();
        }
    }
}
