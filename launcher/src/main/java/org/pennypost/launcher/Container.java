// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.cm.ConfigurationPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Felix with the bundles of {@code bundle/NN} at start level NN. The start goes up in two strides: everything but transport, then,
 * when the first scan of deploy/ is done, transport; so no client meets a bundle that deploy/ is about to replace.
 */
final class Container {
    private static final Logger LOG = LoggerFactory.getLogger(Container.class);
    private static final int TRANSPORT = 60;
    private static final Duration STARTUP = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofMillis(4500);

    private final Home home;
    private final ConfigurationPlugin plugin;
    private final LogLevels levels;
    private volatile @Nullable Framework framework;

    Container(Home home, ConfigurationPlugin plugin, LogLevels levels) {
        this.home = home;
        this.plugin = plugin;
        this.levels = levels;
    }

    /** Starts everything; returns when all that reports has reported. */
    Startup start() throws BundleException {
        Framework felix = new Felix(FrameworkSettings.of(home));
        framework = felix;
        felix.init();
        BundleContext context = felix.getBundleContext();
        LogBridge.register(context);
        levels.register(context);
        context.registerService(ConfigurationPlugin.class, plugin, FrameworkSettings.pluginProperties());
        List<String> errors = new ArrayList<>();
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR) {
                LOG.error("{}", event.getBundle(), event.getThrowable());
            }
        });
        List<Bundle> bundles = install(context);
        try (StartupReports reports = new StartupReports(context, bundles)) {
            felix.start();
            reports.await("deploy", STARTUP);
            raise(felix);
            reports.await("transport", STARTUP);
            errors.addAll(unresolved(bundles));
            return reports.collect(errors);
        }
    }

    /** Waits until the framework has stopped, whoever stopped it. */
    void await() {
        Framework felix = framework;
        try {
            if (felix != null) {
                felix.waitForStop(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops from the highest start level down. False when that took too long. */
    boolean stop() {
        Framework felix = framework;
        if (felix == null) {
            return true;
        }
        try {
            felix.stop();
            return felix.waitForStop(STOP.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            LOG.error("stop", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<Bundle> install(BundleContext context) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Path level : Home.list(home.distribution().resolve("bundle"), "[0-9]*")) {
            for (Path jar : Home.list(level, "*.jar")) {
                Bundle bundle = context.installBundle(jar.toUri().toString());
                bundle.adapt(BundleStartLevel.class)
                        .setStartLevel(Integer.parseInt(level.getFileName().toString()));
                bundles.add(bundle);
            }
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return bundles;
    }

    private static void raise(Framework felix) {
        CountDownLatch reached = new CountDownLatch(1);
        felix.adapt(FrameworkStartLevel.class).setStartLevel(TRANSPORT, event -> reached.countDown());
        try {
            if (!reached.await(STARTUP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.error("start level {} was not reached in {}", TRANSPORT, STARTUP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> unresolved(List<Bundle> bundles) {
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                lines.add("error bundle " + bundle.getSymbolicName() + ": does not resolve, see the log");
            }
        }
        return lines;
    }
}
