// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.domain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.net.Networks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The domains that have a configuration.
 *
 * <p>It reads them itself, all at once, instead of being given a component for each: those would come one by one when core is
 * exchanged, and a login between two of them would find its mail in the wrong place.
 */
@Component(
        immediate = true,
        configurationPid = DomainRegistry.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        service = {DomainRegistry.class, SynchronousConfigurationListener.class})
@Designate(ocd = DomainSettings.class, factory = true)
public final class DomainRegistry implements SynchronousConfigurationListener {
    static final String PID = "domain";

    private static final Logger LOG = LoggerFactory.getLogger(DomainRegistry.class);

    private final ConfigurationAdmin admin;
    private final ServiceReference<?> self;
    private final Domains domains = new Domains();

    /** Reads what is there. */
    @Activate
    public DomainRegistry(@Reference ConfigurationAdmin admin, ComponentContext context) {
        this.admin = admin;
        this.self = context.getServiceReference();
        read();
    }

    /** Returns the domains. */
    public Domains domains() {
        return domains;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getFactoryPid())) {
            read();
        }
    }

    private synchronized void read() {
        try {
            Configuration[] found = admin.listConfigurations("(service.factoryPid=" + PID + ')');
            List<Domain> all = new ArrayList<>();
            for (Configuration one : found == null ? new Configuration[0] : found) {
                String name =
                        one.getPid().substring(one.getPid().indexOf('~') + 1).toLowerCase(Locale.ROOT);
                Dictionary<String, Object> properties = one.getProcessedProperties(self);
                if (properties != null) {
                    all.add(domain(name, properties));
                }
            }
            domains.set(all);
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.error("the domains cannot be read, they stay as they were: {}", e.getMessage());
        }
    }

    private static Domain domain(String name, Dictionary<String, Object> properties) {
        int sessions = number(text(properties, "user-sessions"));
        return new Domain(
                name,
                words(text(properties, "aliases").toLowerCase(Locale.ROOT)),
                Optional.of(text(properties, "location")).filter(text -> !text.isEmpty()),
                Optional.of(text(properties, "networks"))
                        .filter(text -> !text.isEmpty())
                        .map(text -> networks(name, text)),
                sessions < 0 ? OptionalInt.empty() : OptionalInt.of(sessions),
                Optional.of(text(properties, "template"))
                        .filter(text -> !text.isEmpty())
                        .map(text -> text.equals("none") ? "" : text));
    }

    private static Networks networks(String name, String text) {
        try {
            return Networks.parse(text);
        } catch (IllegalArgumentException wrong) {
            LOG.error("conf/domain-{}.cfg: networks: {}; its users may come from nowhere", name, wrong.getMessage());
            return Networks.NONE;
        }
    }

    private static String text(Dictionary<String, Object> properties, String key) {
        return Objects.toString(properties.get(key), "").strip();
    }

    /** The launcher has looked whether it is one. */
    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : -1;
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(text.split("[,\\s]+")));
        words.remove("");
        return Set.copyOf(words);
    }
}
