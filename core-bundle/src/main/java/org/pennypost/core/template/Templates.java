// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.template;

import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.store.MailAccount;
import org.pennypost.core.domain.Domain;
import org.pennypost.core.domain.DomainRegistry;
import org.pennypost.core.domain.Domains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives those who log in for the first time their mailboxes; what goes wrong there keeps nobody out. */
@Component(immediate = true, configurationPid = "mailboxes", service = Templates.class)
@Designate(ocd = TemplateSettings.class)
public final class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    private volatile Rules rules;

    private final Domains domains;

    private record Rules(Template everybody, FirstLogin.Existing existing) {}

    /** Makes it. */
    @Activate
    public Templates(@Reference DomainRegistry registry, TemplateSettings settings) {
        this(registry.domains(), settings);
    }

    /** Makes it for users of these domains. */
    public Templates(Domains domains, TemplateSettings settings) {
        this.domains = domains;
        rules = rules(settings);
    }

    @Modified
    void modified(TemplateSettings settings) {
        rules = rules(settings);
    }

    private static Rules rules(TemplateSettings settings) {
        return new Rules(
                Template.parse(settings.template()),
                FirstLogin.Existing.valueOf(settings.existing().trim().toUpperCase(Locale.ROOT)));
    }

    /** Somebody has been let in, and this is his account. */
    public void welcome(Identity identity, MailAccount account) {
        Rules now = rules;
        Template template = domains.of(identity)
                .flatMap(Domain::template)
                .map(Template::parse)
                .orElse(now.everybody);
        if (template.places().isEmpty()) {
            return;
        }
        try {
            new FirstLogin(account, now.existing).apply(template);
        } catch (MailException failed) {
            LOG.warn("{} did not get all the mailboxes of the template: {}", identity, failed.getMessage());
        } catch (RuntimeException | LinkageError bug) {
            LOG.error("{} did not get all the mailboxes of the template", identity, bug);
        }
    }
}
