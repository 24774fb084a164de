// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.plugin.ListenerReport;
import org.pennypost.transport.accept.Door;
import org.pennypost.transport.flow.Engine;
import org.pennypost.transport.flow.FlowSettings;
import org.pennypost.transport.flow.SocketConnection;
import org.pennypost.transport.flow.Workers;
import org.pennypost.transport.swap.Lane;
import org.pennypost.transport.tls.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the listeners share: threads, and a {@link Lane} for each protocol. Start reading here; then {@link Listener},
 * {@link SocketConnection} for octets, and {@link Lane} for the exchange of protocols.
 */
@Component(
        name = "transport",
        immediate = true,
        service = {Transport.class, ListenerReport.class})
@Designate(ocd = TransportSettings.class)
public final class Transport implements ListenerReport {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Engine engine;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, Door> doors = new ConcurrentSkipListMap<>();
    private final Map<List<Path>, Certificates> certificates = new HashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Duration grace;
    private volatile Duration away;

    /** Starts the threads. */
    @Activate
    public Transport(TransportSettings settings) {
        this.engine = new Engine(flow(settings), new Workers(settings.workers()));
        this.grace = Duration.ofSeconds(settings.grace());
        this.away = Duration.ofSeconds(settings.protocol$_$away());
        engine.timers().scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    private static FlowSettings flow(TransportSettings settings) {
        return new FlowSettings(
                settings.write$_$window() * 1024,
                settings.read$_$window() * 1024,
                settings.refusals(),
                new FlowSettings.Times(
                        Duration.ofSeconds(settings.write$_$stall()),
                        Duration.ofSeconds(settings.handshake()),
                        FlowSettings.SHIPPED.times().closing(),
                        Duration.ofSeconds(settings.step())));
    }

    @Modified
    void modified(TransportSettings settings) {
        engine.settings(flow(settings));
        engine.workers().resize(settings.workers());
        grace = Duration.ofSeconds(settings.grace());
        away = Duration.ofSeconds(settings.protocol$_$away());
        lanes.values().forEach(lane -> lane.away(away));
    }

    /** The server stops, or this bundle does: there is no hand-over. */
    @Deactivate
    void stop() {
        doors.values().forEach(Door::close);
        lanes.values().forEach(lane -> lane.farewell("server is stopping"));
        engine.connections().stream().filter(SocketConnection::handshaking).forEach(SocketConnection::cut);
        if (!engine.awaitEmpty(LAST_WORDS)) {
            engine.connections()
                    .forEach(connection -> LOG.info("{}: cut: its last step takes too long", connection.peer()));
        }
        engine.close();
    }

    private void check() {
        try {
            doors.values().forEach(Door::check);
            synchronized (certificates) {
                certificates.values().forEach(Certificates::check);
            }
        } catch (RuntimeException e) {
            LOG.error("looking after the listeners", e);
        }
    }

    Engine engine() {
        return engine;
    }

    Duration grace() {
        return grace;
    }

    /** Returns the lane of a protocol, made if there is none yet. */
    Lane lane(String protocol) {
        return lanes.computeIfAbsent(protocol, name -> {
            Lane lane = new Lane(name, engine);
            lane.away(away);
            return lane;
        });
    }

    /** Returns what makes TLS out of files; listeners with the same files share it. */
    Certificates certificates(Path certificate, Path key, @Nullable Path folder)
            throws IOException, GeneralSecurityException {
        synchronized (certificates) {
            List<Path> files = folder == null ? List.of(certificate, key) : List.of(certificate, key, folder);
            Certificates pair = certificates.get(files);
            if (pair == null) {
                pair = new Certificates(certificate, key, folder);
                certificates.put(files, pair);
            }
            return pair;
        }
    }

    /** Looks after a door from now on. */
    void add(Door door) {
        doors.put(door.name(), door);
        watchers.forEach(Runnable::run);
    }

    void remove(Door door) {
        doors.remove(door.name(), door);
    }

    /** Has something run each time a listener has come up. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    Iterable<Door> doors() {
        return doors.values();
    }

    @Override
    public List<ListenerState> listeners() {
        return doors.values().stream().map(Transport::state).toList();
    }

    private static ListenerState state(Door door) {
        return new ListenerState(
                door.name(), door.protocol(), door.where(), door.tls(), door.connections(), door.problem());
    }
}
