// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.store;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.core.login.Accounts;
import org.pennypost.core.login.LoginSettings;
import org.pennypost.core.plugin.Plugins;
import org.pennypost.core.policy.PolicyRegistry;
import org.pennypost.core.template.Templates;

/**
 * The stores that are there, of which the one with the highest ranking serves. Sessions leave a store inside
 * {@link #unbind}, before its bundle stops.
 */
@Component(
        immediate = true,
        configurationPid = "login",
        service = {StoreRegistry.class, PluginReport.class})
public final class StoreRegistry implements PluginReport {
    private final Plugins<MailStore> plugins = new Plugins<>("store");
    private final StoreSwitch stores;
    private final PolicyRegistry policies;
    private volatile Duration grace;
    private volatile boolean stopped;

    /** Makes a registry without stores. */
    @Activate
    public StoreRegistry(@Reference PolicyRegistry policies, @Reference Templates templates, LoginSettings settings) {
        this.policies = policies;
        this.grace = Duration.ofSeconds(settings.grace());
        this.stores = new StoreSwitch(policies.policies(), () -> grace).welcoming(templates::welcome);
        policies.policies().whenHidingChanges(stores::again);
    }

    @Modified
    void modified(LoginSettings settings) {
        grace = Duration.ofSeconds(settings.grace());
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        policies.policies().whenHidingChanges(() -> {});
        stores.close();
    }

    @Reference(
            service = MailStore.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(MailStore store, ServiceReference<MailStore> reference) {
        plugins.add(
                reference,
                store,
                store.getClass().getSimpleName(),
                Plugins.origin(
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion()));
        serveBest();
    }

    void unbind(ServiceReference<MailStore> reference) {
        plugins.remove(reference);
        if (!stopped) {
            serveBest();
        }
    }

    private void serveBest() {
        stores.serve(plugins.active().stream().findFirst().orElse(null));
    }

    /** Returns where those who log in get their accounts. */
    public Accounts accounts() {
        return stores;
    }

    /** Returns who is here. */
    public Sessions sessions() {
        return stores;
    }

    /** Runs a task on an account, see {@link org.pennypost.api.access.Login#use}. */
    public <T> T use(Identity identity, Function<MailAccount, T> task) {
        return stores.use(identity, task);
    }

    /** Opens an account for a session that goes on. */
    public MailAccount open(Identity identity, Set<String> enabled) {
        return stores.open(identity, enabled);
    }

    @Override
    public List<PluginState> plugins() {
        return plugins.report(true);
    }
}
