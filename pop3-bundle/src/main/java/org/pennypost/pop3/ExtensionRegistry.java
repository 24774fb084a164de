// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.pennypost.api.net.Connection;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Extension;
import org.pennypost.pop3.engine.Conversation;
import org.pennypost.pop3.engine.Extension;
import org.pennypost.pop3.engine.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which extensions are installed. Each change makes a new set of words, published with one volatile write; a command that
 * has begun keeps the old one. Words whose extension has left are remembered for {@link #HOLD}.
 */
@Component(
        immediate = true,
        service = {ExtensionRegistry.class, PluginReport.class})
public final class ExtensionRegistry implements PluginReport {
    /** How long a client waits for a word whose extension has just left. */
    static final Duration HOLD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionRegistry.class);

    /** highest ranking first */
    private final TreeMap<ServiceReference<Pop3Extension>, Extension> installed =
            new TreeMap<>((one, other) -> other.compareTo(one));

    private final Map<ServiceReference<Pop3Extension>, PluginState> rejected = new TreeMap<>();
    private final Map<Conversation, Connection> conversations = new WeakHashMap<>();
    private final Set<String> departed = new HashSet<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "pop3-words"));
    private @Nullable Extension base;
    private volatile Words words = Words.of(List.of(), Set.of());

    /** Returns the words as they are now. */
    Words words() {
        return words;
    }

    /** Puts the base words in front; they cannot be replaced by an extension. */
    synchronized void base(Pop3Extension extension) {
        base = new Extension(extension);
        publish();
    }

    /** Remembers a conversation for as long as somebody else does. */
    synchronized void joined(Conversation conversation, Connection connection) {
        conversations.put(conversation, connection);
    }

    private void publish() {
        List<Extension> all = new ArrayList<>();
        if (base != null) {
            all.add(base);
        }
        all.addAll(installed.values());
        words = Words.of(all, departed);
    }

    /** An extension has come. */
    @Reference(
            service = Pop3Extension.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void bind(Pop3Extension service, ServiceReference<Pop3Extension> reference) {
        try {
            Extension extension = new Extension(service);
            installed.put(reference, extension);
            extension.commands().forEach(command -> departed.remove(command.name()));
            publish();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The POP3 extension of {} is refused", reference.getBundle(), e);
            rejected.put(
                    reference, state(reference, String.valueOf(service), PluginState.State.REJECTED, e.toString()));
        }
    }

    /** An extension leaves: its words go at once, its calls that have begun are waited for. */
    void unbind(Pop3Extension service, ServiceReference<Pop3Extension> reference) {
        Extension extension;
        Map<Conversation, Connection> here;
        synchronized (this) {
            rejected.remove(reference);
            extension = installed.remove(reference);
            if (extension == null) {
                return;
            }
            List<String> names =
                    extension.commands().stream().map(Pop3Command::name).toList();
            departed.addAll(names);
            publish();
            here = Map.copyOf(conversations);
            if (!clock.isShutdown()) {
                clock.schedule(() -> forget(names), HOLD.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        here.forEach((conversation, connection) -> connection.step(() -> conversation.left(extension)));
        if (!extension.awaitEmpty(Extension.GRACE)) {
            LOG.warn("{} leaves while calls are inside", extension.name());
        }
    }

    private synchronized void forget(List<String> names) {
        names.forEach(departed::remove);
        publish();
    }

    /** Forgets everything. */
    @Deactivate
    synchronized void stop() {
        clock.shutdownNow();
        conversations.clear();
    }

    private static PluginState state(
            ServiceReference<?> reference, String name, PluginState.State state, String reason) {
        Bundle bundle = reference.getBundle();
        String from = bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion();
        return new PluginState(
                name, "pop3-extension", from, state, reason.lines().findFirst().orElse(""));
    }

    @Override
    public synchronized List<PluginState> plugins() {
        List<PluginState> states = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        if (base != null) {
            base.commands().forEach(command -> taken.add(command.name()));
        }
        installed.forEach((reference, extension) -> {
            List<String> lost = extension.commands().stream()
                    .map(Pop3Command::name)
                    .filter(name -> !taken.add(name))
                    .toList();
            states.add(state(
                    reference,
                    extension.name(),
                    lost.isEmpty() ? PluginState.State.ACTIVE : PluginState.State.SHADOWED,
                    lost.isEmpty() ? "" : "served by another: " + String.join(" ", lost)));
        });
        states.addAll(rejected.values());
        return states;
    }
}
