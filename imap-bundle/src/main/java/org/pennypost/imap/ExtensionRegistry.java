// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extensions that are there. Each arrival and departure makes a new {@link Grammar}; sessions are told, so that those
 * that hold something of a departed extension let go of it. A departure returns when no step is inside the extension.
 */
@Component(
        service = {ExtensionRegistry.class, PluginReport.class},
        immediate = true)
public final class ExtensionRegistry implements PluginReport {
    private static final Logger LOG = LoggerFactory.getLogger(ExtensionRegistry.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Sessions look again a moment after the hold; their commands are refused by name only then. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Map<ImapExtension, Installed> arrived = new HashMap<>();
    private final List<Grammar.Departed> departed = new ArrayList<>();
    private final Set<String> dispensable = new HashSet<>();
    private final List<PluginState> rejected = new ArrayList<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final List<Installed> base;
    private volatile Duration hold = Duration.ofSeconds(2);
    private volatile Settings settings = Settings.SHIPPED;
    private volatile Grammar grammar;
    private volatile List<PluginState> report = List.of();
    private volatile boolean stopped;
    private long arrivals;

    /** Makes the registry with the words of this bundle. */
    @Activate
    public ExtensionRegistry() {
        List<Installed> own = new ArrayList<>();
        String bundle = name(FrameworkUtil.getBundle(ExtensionRegistry.class));
        for (ImapExtension extension : OwnWords.extensions(() -> settings)) {
            own.add(new Installed(extension, new Installed.Origin(extension.name(), bundle, 0, arrivals++)));
        }
        base = List.copyOf(own);
        grammar = new Grammar(base, List.of(), Set.of());
        publish();
    }

    @Deactivate
    void stop() {
        stopped = true;
    }

    /** An extension has arrived. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindExtension(ImapExtension extension, ServiceReference<ImapExtension> reference) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        arrive(extension, name(reference.getBundle()), ranking instanceof Integer number ? number : 0);
    }

    private static String name(@Nullable Bundle bundle) {
        return bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** An extension is leaving. */
    void unbindExtension(ImapExtension extension, ServiceReference<ImapExtension> reference) {
        Bundle bundle = reference.getBundle();
        depart(extension, () -> home(bundle));
    }

    private static Absence.Home home(@Nullable Bundle bundle) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return Absence.Home.GONE;
        }
        return bundle.getState() == Bundle.ACTIVE ? Absence.Home.ACTIVE : Absence.Home.RESTING;
    }

    /** Takes an extension in, unless it throws. */
    void arrive(ImapExtension extension, String bundle, int ranking) {
        synchronized (arrived) {
            try {
                String name = extension.name();
                arrived.put(
                        extension, new Installed(extension, new Installed.Origin(name, bundle, ranking, arrivals++)));
                departed.removeIf(gone -> gone.extension().origin().name().equals(name));
                arrived.get(extension).features().forEach(feature -> dispensable.remove(feature.name()));
                rejected.removeIf(state -> state.bundle().equals(bundle));
            } catch (RuntimeException | LinkageError broken) {
                LOG.warn("an IMAP extension of {} is refused", bundle, broken);
                rejected.add(new PluginState(
                        extension.getClass().getName(),
                        "imap-extension",
                        bundle,
                        PluginState.State.REJECTED,
                        String.valueOf(broken)));
            }
            publish();
        }
        tell();
    }

    /** Lets an extension go; returns when no step uses it any more, or after the grace time. */
    void depart(ImapExtension extension, Supplier<Absence.Home> home) {
        Grammar before = grammar;
        synchronized (arrived) {
            Installed gone = arrived.remove(extension);
            if (gone == null || stopped) {
                return;
            }
            departed.removeIf(earlier -> !earlier.awaited().getAsBoolean());
            departed.add(new Grammar.Departed(gone, gone.words(), new Absence(hold, GRACE, home)));
            gone.features().stream()
                    .filter(feature -> !isBinding(feature))
                    .forEach(feature -> dispensable.add(feature.name()));
            publish();
        }
        tell();
        forgetLater();
        Instant end = Instant.now().plus(GRACE);
        while (!before.isQuiet() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean isBinding(Feature feature) {
        try {
            return feature.binding();
        } catch (RuntimeException | LinkageError broken) {
            return true;
        }
    }

    /** Lets go of who is not waited for any more: words and grammar would pin the bundle's class loader. */
    private void forget() {
        boolean some;
        synchronized (arrived) {
            if (stopped || departed.isEmpty()) {
                return;
            }
            some = departed.removeIf(gone -> !gone.awaited().getAsBoolean());
            if (some) {
                publish();
            }
            if (!departed.isEmpty()) {
                forgetLater();
            }
        }
        if (some) {
            tell();
        }
    }

    private void forgetLater() {
        CompletableFuture.delayedExecutor(hold.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::forget);
    }

    private void publish() {
        List<Installed> all = new ArrayList<>(base);
        all.addAll(arrived.values());
        all.sort(Comparator.<Installed>comparingInt(one -> -one.origin().ranking())
                .thenComparingLong(one -> one.origin().order()));
        Map<String, String> owners = new HashMap<>();
        List<Installed> serving = new ArrayList<>();
        List<PluginState> states = new ArrayList<>();
        for (Installed one : all) {
            Set<String> clash = new HashSet<>(one.words());
            clash.retainAll(owners.keySet());
            if (clash.isEmpty()) {
                serving.add(one);
                one.words().forEach(word -> owners.put(word, one.origin().name()));
            }
            String reason = clash.stream()
                    .sorted()
                    .findFirst()
                    .map(word -> word + " is " + owners.get(word) + "'s")
                    .orElse("");
            states.add(state(one, clash.isEmpty() ? PluginState.State.ACTIVE : PluginState.State.SHADOWED, reason));
        }
        departed.forEach(gone -> states.add(state(gone.extension(), PluginState.State.DEPARTED, "waited for")));
        states.addAll(rejected);
        serving.sort(Comparator.comparingLong(one -> one.origin().order()));
        report = List.copyOf(states);
        grammar = new Grammar(serving, departed, dispensable);
    }

    private static PluginState state(Installed one, PluginState.State state, String reason) {
        return new PluginState(
                one.origin().name(), "imap-extension", one.origin().bundle(), state, reason);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Returns the words in force. */
    Grammar grammar() {
        return grammar;
    }

    /** Calls somebody after each change of the words, in the thread that made it. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Forgets somebody. */
    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Sets what the words of this bundle go by. */
    void settings(Settings now) {
        settings = now;
    }

    /** Sets how long a departed extension is waited for. */
    void hold(Duration time) {
        hold = time;
    }

    /** Returns how long a departed extension is waited for. */
    Duration hold() {
        return hold;
    }

    @Override
    public List<PluginState> plugins() {
        return report.stream()
                .filter(state -> state.state() != PluginState.State.DEPARTED || isAwaited(state.name()))
                .toList();
    }

    private boolean isAwaited(String name) {
        synchronized (arrived) {
            return departed.stream()
                    .anyMatch(gone -> gone.extension().origin().name().equals(name)
                            && gone.awaited().getAsBoolean());
        }
    }
}
