// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.core.plugin.Plugins;

/** The mechanisms that are there: those of services, and PLAIN. */
@Component(
        immediate = true,
        service = {SaslRegistry.class, PluginReport.class})
public final class SaslRegistry implements PluginReport {
    private final Plugins<SaslMechanism> plugins = new Plugins<>("sasl-mechanism");
    private final SaslMechanism plain = new PlainMechanism();
    private volatile List<SaslMechanism> mechanisms = List.of(plain);

    /** Makes a registry that knows PLAIN. */
    @Activate
    public SaslRegistry() {}

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

    private void publish() {
        Map<String, SaslMechanism> byName = new LinkedHashMap<>();
        plugins.active().forEach(mechanism -> byName.putIfAbsent(mechanism.name(), mechanism));
        byName.putIfAbsent(plain.name(), plain);
        List<SaslMechanism> all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparing(SaslMechanism::plaintext));
        mechanisms = List.copyOf(all);
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
