// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.core.login.LoginSettings;
import org.pennypost.core.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mechanisms that are there: those of services, and of our own those that the settings name. */
@Component(
        immediate = true,
        configurationPid = "login",
        service = {SaslRegistry.class, PluginReport.class})
public final class SaslRegistry implements PluginReport {
    private static final Logger LOG = LoggerFactory.getLogger(SaslRegistry.class);

    private final Plugins<SaslMechanism> plugins = new Plugins<>("sasl-mechanism");
    private final List<SaslMechanism> own;
    private volatile int iterations;
    private volatile Set<String> named;
    private volatile List<SaslMechanism> mechanisms = List.of();

    /** Makes a registry that knows our own mechanisms. */
    @Activate
    public SaslRegistry(LoginSettings settings) {
        SecureRandom random = new SecureRandom();
        own = List.of(
                new ScramMechanism(ScramHash.SHA_256, this::iterations, random),
                new ScramMechanism(ScramHash.SHA_1, this::iterations, random),
                new CramMd5Mechanism(random),
                new PlainMechanism(),
                new LoginMechanism());
        iterations = settings.scram$_$iterations();
        named = names(settings);
        publish();
    }

    @Modified
    void modified(LoginSettings settings) {
        iterations = settings.scram$_$iterations();
        named = names(settings);
        publish();
    }

    private int iterations() {
        return iterations;
    }

    private Set<String> names(LoginSettings settings) {
        Set<String> names = new TreeSet<>();
        for (String word : settings.mechanisms().split("[,\\s]+")) {
            String name = word.toUpperCase(Locale.ROOT);
            if (own.stream().anyMatch(mechanism -> mechanism.name().equals(name))) {
                names.add(name);
            } else if (!name.isEmpty()) {
                LOG.error(
                        "login mechanisms: no mechanism {}; there are {}",
                        word,
                        own.stream().map(SaslMechanism::name).toList());
            }
        }
        return names;
    }

    @Reference(
            service = SaslMechanism.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(SaslMechanism mechanism, ServiceReference<SaslMechanism> reference) {
        plugins.add(
                reference,
                mechanism,
                mechanism.name(),
                Plugins.origin(
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion()));
        publish();
    }

    void unbind(ServiceReference<SaslMechanism> reference) {
        plugins.remove(reference);
        publish();
    }

    private synchronized void publish() {
        Map<String, SaslMechanism> byName = new LinkedHashMap<>();
        plugins.active().forEach(mechanism -> byName.putIfAbsent(mechanism.name(), mechanism));
        own.stream()
                .filter(mechanism -> named.contains(mechanism.name()))
                .forEach(mechanism -> byName.putIfAbsent(mechanism.name(), mechanism));
        List<SaslMechanism> all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparing(SaslMechanism::plaintext));
        mechanisms = List.copyOf(all);
    }

    /** Returns the mechanism of a name, in any case. */
    public Optional<SaslMechanism> find(String name) {
        return mechanisms.stream()
                .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns them, those that do not show the password first. */
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    @Override
    public List<PluginState> plugins() {
        return plugins.report(false);
    }
}
