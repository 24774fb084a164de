// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.pennypost.api.net.Networks;
import org.pennypost.transport.accept.Door;
import org.pennypost.transport.accept.DoorSettings;
import org.pennypost.transport.flow.Layering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener: one for each configuration. A change of settings moves the port and leaves the sessions alone. */
@Component(
        name = "listener",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = ListenerSettings.class, factory = true)
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Transport transport;
    private final Door door;
    private final String home;

    /** Opens the port. */
    @Activate
    public Listener(
            @Reference Transport transport,
            ListenerSettings settings,
            Map<String, Object> properties,
            BundleContext context) {
        this.transport = transport;
        this.home = String.valueOf(context.getProperty("pennypost.home"));
        this.door = new Door(name(String.valueOf(properties.get(Constants.SERVICE_PID))), transport.engine());
        open(settings);
        transport.add(door);
    }

    /** Returns a listener's name: what stands behind {@code listener~} in the PID of its configuration. */
    static String name(String pid) {
        return pid.substring(pid.indexOf('~') + 1);
    }

    @Modified
    void modified(ListenerSettings settings) {
        open(settings);
    }

    @Deactivate
    void close() {
        transport.remove(door);
        door.close();
    }

    private void open(ListenerSettings settings) {
        try {
            DoorSettings.Tls tls = tls(settings.tls());
            door.set(new DoorSettings(
                    address(settings),
                    transport.lane(protocol(settings.protocol())),
                    tls,
                    tls == DoorSettings.Tls.NONE || settings.port() == 0 ? null : layering(settings),
                    new DoorSettings.Limits(
                            settings.max$_$connections(), settings.max$_$per$_$address(), proxies(settings.proxy()))));
        } catch (IllegalArgumentException e) {
            door.fail(String.valueOf(e.getMessage()));
        }
        if (door.problem().isEmpty()) {
            LOG.info("listener {} on {}", door.name(), door.bound());
        } else if (door.failed()) {
            LOG.warn("listener {}: {}", door.name(), door.problem());
        } else {
            LOG.info("listener {}: {}", door.name(), door.problem());
        }
    }

    private static Networks proxies(String text) {
        try {
            return Networks.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("proxy: " + e.getMessage(), e);
        }
    }

    private static String protocol(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("protocol is missing: imap, pop3, or what another bundle brings");
        }
        return name;
    }

    private static DoorSettings.Tls tls(String word) {
        try {
            return DoorSettings.Tls.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tls = " + word + ": allowed are none, starttls, implicit", e);
        }
    }

    private Supplier<Layering> layering(ListenerSettings settings) {
        try {
            return transport
                    .certificates(
                            path(settings.certificate()),
                            path(settings.key()),
                            settings.certificates().isBlank() ? null : path(settings.certificates()))
                    .speaking(protocol(settings.protocol()));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "certificate, key: there is no file " + e.getMessage() + " (give both, or neither)", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("certificate, key: " + e.getMessage(), e);
        }
    }

    private Path path(String text) {
        return Path.of(text.replace("${pennypost.home}", home));
    }

    private static @Nullable InetSocketAddress address(ListenerSettings settings) {
        if (settings.port() == 0) {
            return null;
        }
        if (settings.bind().equals("*")) {
            return new InetSocketAddress(settings.port());
        }
        InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.port());
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("bind: no such address: " + settings.bind());
        }
        return address;
    }
}
