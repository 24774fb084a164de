// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.LoginRule;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.core.domain.DomainRegistry;
import org.pennypost.core.domain.Domains;
import org.pennypost.core.plugin.Plugins;
import org.pennypost.core.plugin.Threads;

/** The authenticators that are there, in the order of their ranking. */
@Component(
        immediate = true,
        service = {AuthenticatorRegistry.class, PluginReport.class})
public final class AuthenticatorRegistry implements PluginReport {
    private final Plugins<Authenticator> plugins = new Plugins<>("authenticator");
    private final Plugins<LoginRule> rules = new Plugins<>("login-rule");
    private final ScheduledExecutorService timer = Threads.timer("login", 1);
    private final Authenticators authenticators;
    private volatile boolean stopped;

    /** Makes a registry without authenticators. */
    @Activate
    public AuthenticatorRegistry(@Reference DomainRegistry domains) {
        this(domains.domains());
    }

    /** Makes a registry without authenticators for users of these domains. */
    public AuthenticatorRegistry(Domains domains) {
        authenticators = new Authenticators(timer, domains);
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        timer.shutdownNow();
    }

    @Reference(
            service = Authenticator.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(Authenticator authenticator, ServiceReference<Authenticator> reference) {
        plugins.add(
                reference,
                authenticator,
                authenticator.getClass().getSimpleName(),
                Plugins.origin(
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion()));
        authenticators.set(plugins.active());
    }

    void unbind(ServiceReference<Authenticator> reference) {
        plugins.remove(reference);
        if (!stopped) {
            authenticators.set(plugins.active());
        }
    }

    @Reference(
            service = LoginRule.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRule(LoginRule rule, ServiceReference<LoginRule> reference) {
        rules.add(
                reference,
                rule,
                rule.getClass().getSimpleName(),
                Plugins.origin(
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion()));
        authenticators.rules(rules.active());
    }

    void unbindRule(ServiceReference<LoginRule> reference) {
        rules.remove(reference);
        authenticators.rules(rules.active());
    }

    /** Returns the authenticators as one. */
    public Authenticators authenticators() {
        return authenticators;
    }

    @Override
    public List<PluginState> plugins() {
        return Stream.concat(plugins.report(false).stream(), rules.report(false).stream())
                .toList();
    }
}
