// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.pennypost.transport.accept.Door;
import org.pennypost.transport.accept.DoorSettings;
import org.pennypost.transport.accept.DoorSettings.Limits;
import org.pennypost.transport.accept.DoorSettings.Tls;
import org.pennypost.transport.flow.Engine;
import org.pennypost.transport.flow.FlowSettings;
import org.pennypost.transport.flow.Layering;
import org.pennypost.transport.flow.Workers;
import org.pennypost.transport.swap.Lane;

/** An engine with one lane and one door on a port of the system's choice. */
final class Server implements AutoCloseable {
    final Engine engine;
    final Lane lane;
    final Door door;

    Server() {
        this(FlowSettings.SHIPPED);
    }

    Server(FlowSettings settings) {
        engine = new Engine(settings, new Workers(4));
        lane = new Lane("toy", engine);
        door = new Door("toy", engine);
    }

    static FlowSettings stall(Duration writeStall) {
        return times(writeStall, Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    static FlowSettings times(Duration writeStall, Duration handshake, Duration step) {
        return FlowSettings.SHIPPED.with(new FlowSettings.Times(writeStall, handshake, Duration.ofSeconds(5), step));
    }

    Server clear() {
        return open(Tls.NONE, null, Limits.NONE);
    }

    Server open(Tls tls, Supplier<Layering> layering, Limits limits) {
        door.set(settings(tls, layering, limits));
        return this;
    }

    DoorSettings settings(Tls tls, Supplier<Layering> layering, Limits limits) {
        return new DoorSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), lane, tls, layering, limits);
    }

    Client connect() throws java.io.IOException {
        return new Client(door.bound());
    }

    @Override
    public void close() {
        door.close();
        engine.close();
    }
}
