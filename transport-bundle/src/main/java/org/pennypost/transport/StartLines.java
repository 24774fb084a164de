// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.pennypost.transport.accept.Door;

/** Tells the launcher about the listeners, once every configured one has tried to open its port. */
@Component(
        immediate = true,
        service = {})
public final class StartLines {
    private final Transport transport;
    private final ConfigurationAdmin configurations;
    private final BundleContext context;
    private final Runnable watcher = this::look;
    private @Nullable ServiceRegistration<?> registration;

    /** Begins to wait. */
    @Activate
    public StartLines(
            @Reference Transport transport, @Reference ConfigurationAdmin configurations, BundleContext context) {
        this.transport = transport;
        this.configurations = configurations;
        this.context = context;
        transport.watch(watcher);
        look();
    }

    @Deactivate
    synchronized void stop() {
        transport.unwatch(watcher);
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    private synchronized void look() {
        Set<String> up = new HashSet<>();
        transport.doors().forEach(door -> up.add(door.name()));
        if (registration == null && up.containsAll(configured())) {
            Supplier<List<String>> lines = this::lines;
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("pennypost.startup", "transport");
            registration = context.registerService(Supplier.class, lines, properties);
        }
    }

    private Set<String> configured() {
        Set<String> names = new HashSet<>();
        try {
            Configuration[] list = configurations.listConfigurations("(service.factoryPid=listener)");
            if (list != null) {
                for (Configuration configuration : list) {
                    names.add(Listener.name(configuration.getPid()));
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Door door : transport.doors()) {
            if (door.problem().isEmpty()) {
                lines.add("listener " + door.name() + " " + door.where());
            } else if (door.failed()) {
                String where = door.where().isEmpty() ? "" : " " + door.where();
                lines.add("error listener " + door.name() + where + ": " + door.problem() + "; see conf/listener-"
                        + door.name() + ".cfg");
            }
        }
        return lines;
    }
}
