// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.pennypost.api.net.Protocol;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.pennypost.transport.swap.Lane;

/**
 * The protocols. Of two with one name the one with the higher ranking serves. The hand-over of sessions happens inside
 * unbind, before the bundle that leaves is stopped.
 */
@Component(immediate = true)
public final class ProtocolRegistry implements PluginReport {
    private final Transport transport;
    private final Map<String, List<Candidate>> candidates = new HashMap<>();
    private boolean stopped;

    private record Candidate(Protocol protocol, ServiceReference<Protocol> reference) {}

    /** Starts empty. */
    @Activate
    public ProtocolRegistry(@Reference Transport transport) {
        this.transport = transport;
    }

    @Deactivate
    synchronized void stop() {
        stopped = true;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindProtocol(Protocol protocol, ServiceReference<Protocol> reference) {
        String name = protocol.name();
        List<Candidate> list = candidates.computeIfAbsent(name, key -> new ArrayList<>());
        Protocol before = first(list);
        list.add(new Candidate(protocol, reference));
        list.sort(Comparator.comparing(Candidate::reference).reversed());
        change(name, before, first(list));
    }

    synchronized void unbindProtocol(Protocol protocol) {
        candidates.forEach((name, list) -> {
            Protocol before = first(list);
            if (list.removeIf(candidate -> candidate.protocol() == protocol)) {
                change(name, before, first(list));
            }
        });
    }

    private static @Nullable Protocol first(List<Candidate> list) {
        return list.isEmpty() ? null : list.get(0).protocol();
    }

    private void change(String name, @Nullable Protocol before, @Nullable Protocol after) {
        if (before == after || stopped) {
            return;
        }
        Lane lane = transport.lane(name);
        if (before != null) {
            lane.depart(before, transport.grace());
        }
        if (after != null) {
            lane.arrive(after);
        }
    }

    @Override
    public synchronized List<PluginState> plugins() {
        List<PluginState> states = new ArrayList<>();
        candidates.forEach((name, list) -> {
            if (list.isEmpty()) {
                states.add(new PluginState(
                        name, "protocol", "", PluginState.State.DEPARTED, "its sessions wait for another version"));
            }
            for (int i = 0; i < list.size(); i++) {
                states.add(new PluginState(
                        name,
                        "protocol",
                        bundle(list.get(i).reference()),
                        i == 0 ? PluginState.State.ACTIVE : PluginState.State.SHADOWED,
                        i == 0 ? "" : "another of this name has a higher ranking"));
            }
        });
        return states;
    }

    private static String bundle(ServiceReference<Protocol> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null
                ? String.valueOf(reference.getProperty(Constants.SERVICE_ID))
                : bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
