// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.api.store.Policy;
import org.pennypost.core.plugin.Plugins;
import org.pennypost.core.plugin.Threads;

/** The policies that are there, in the order of their ranking. */
@Component(
        immediate = true,
        service = {PolicyRegistry.class, PluginReport.class})
public final class PolicyRegistry implements PluginReport {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Plugins<Policy> plugins = new Plugins<>("policy");
    private final ScheduledExecutorService timer = Threads.timer("policy", 1);
    private final Policies policies = new Policies(GRACE);

    /** Makes a registry without policies. */
    @Activate
    public PolicyRegistry() {}

    @Deactivate
    void deactivate() {
        timer.shutdownNow();
    }

    @Reference(
            service = Policy.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(Policy policy, ServiceReference<Policy> reference) {
        plugins.add(
                reference,
                policy,
                policy.getClass().getSimpleName(),
                Plugins.origin(
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion()));
        policies.set(plugins.active());
    }

    void unbind(ServiceReference<Policy> reference) {
        plugins.remove(reference);
        policies.set(plugins.active());
        try {
            timer.schedule(policies::forget, GRACE.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            policies.set(List.of());
        }
    }

    /** Returns the policies as one. */
    public Policies policies() {
        return policies;
    }

    @Override
    public List<PluginState> plugins() {
        return plugins.report(false);
    }
}
