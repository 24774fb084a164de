// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Exchanges bundles: stop, update, refresh, start. A new version counts as started when every component that was
 * satisfied before is satisfied again; if one fails, or not all are within the grace time, the former jar is put back.
 */
final class Exchange {
    /** Start level of what was not shipped: extensions. */
    private static final int EXTENSIONS = 35;

    private final BundleContext context;
    private final Components components;
    private final Duration grace;

    Exchange(BundleContext context, ServiceComponentRuntime runtime, Duration grace) {
        this.context = context;
        this.components = new Components(runtime);
        this.grace = grace;
    }

    /** Returns the bundle of a symbolic name, the highest version if there are several. */
    Optional<Bundle> find(String symbolicName) {
        Bundle found = null;
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())
                    && (found == null || bundle.getVersion().compareTo(found.getVersion()) > 0)) {
                found = bundle;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Tells whether a bundle is one of those that do the exchanging. */
    boolean isUntouchable(String symbolicName) {
        Bundle watcher = FrameworkUtil.getBundle(ArtifactInstaller.class);
        return symbolicName.equals(context.getBundle().getSymbolicName())
                || (watcher != null && symbolicName.equals(watcher.getSymbolicName()))
                || symbolicName.equals(
                        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getSymbolicName());
    }

    /** Returns the file that a bundle was first installed from. */
    static Path shipped(Bundle bundle) {
        return Path.of(URI.create(bundle.getLocation()));
    }

    /**
     * Installs and starts what is not there yet.
     *
     * @return why it did not work; then it is not there
     */
    Optional<String> install(Path jar) {
        Bundle bundle;
        try {
            bundle = context.installBundle(jar.toUri().toString());
        } catch (BundleException e) {
            return Optional.of(reason(e));
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(EXTENSIONS);
        Optional<String> failure = start(bundle, Set.of());
        if (failure.isPresent()) {
            uninstall(bundle);
        }
        return failure;
    }

    /**
     * Removes a bundle.
     *
     * @return why it did not work
     */
    Optional<String> uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
            refresh(bundle);
            return Optional.empty();
        } catch (BundleException e) {
            return Optional.of(reason(e));
        }
    }

    /**
     * Puts a jar in a bundle's place.
     *
     * @param former what is put back if it does not start
     * @return why it did not work; then the former jar is in force
     */
    Optional<String> replace(Bundle bundle, Path jar, Path former) {
        Set<String> before = components.satisfied(bundle);
        Optional<String> failure = update(bundle, jar, before);
        if (failure.isPresent()) {
            Optional<String> again = update(bundle, former, Set.of());
            return again.isEmpty() ? failure : failure.map(why -> why + "; and the former one: " + again.get());
        }
        return failure;
    }

    private Optional<String> update(Bundle bundle, Path jar, Set<String> before) {
        try (InputStream octets = Files.newInputStream(jar)) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(octets);
        } catch (BundleException | IOException e) {
            return Optional.of(reason(e));
        }
        refresh(bundle);
        return start(bundle, before);
    }

    private Optional<String> start(Bundle bundle, Set<String> before) {
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return Optional.empty();
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            return Optional.of(reason(e));
        }
        return components.failure(bundle, before, grace);
    }

    private void refresh(Bundle bundle) {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        try {
            // bounded, since a refresh of core-api stops and starts everything
            if (!refreshed.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the framework does not refresh " + bundle);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RecordCache.clear();
    }

    private static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
