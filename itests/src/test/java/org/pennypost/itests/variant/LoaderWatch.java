// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.variant;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A bundle for the server under test: it remembers, weakly, the class loader of each version of our bundles, and tells by the
 * shell's word {@code watch:survivors} which of them outlive their version.
 */
public final class LoaderWatch implements BundleActivator, SynchronousBundleListener {
    /** What the bundle is called. */
    public static final String NAME = "org.pennypost.itests.watch";

    private final List<String> names = new ArrayList<>();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private BundleContext context;

    /** Returns the bundle's jar, new in a folder. */
    public static Path jar(Path folder) {
        return JarVariant.bundle(folder, NAME, "org.osgi.framework,org.osgi.framework.wiring", LoaderWatch.class);
    }

    @Override
    public void start(BundleContext bundleContext) {
        context = bundleContext;
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            remember(bundle);
        }
        Hashtable<String, Object> words = new Hashtable<>();
        words.put("osgi.command.scope", "watch");
        words.put("osgi.command.function", new String[] {"survivors"});
        context.registerService(LoaderWatch.class, this, words);
    }

    @Override
    public void stop(BundleContext bundleContext) {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED) {
            remember(event.getBundle());
        }
    }

    private synchronized void remember(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader != null
                && bundle.getSymbolicName().startsWith("org.pennypost.")
                && !bundle.getSymbolicName().equals(NAME)
                && loaders.stream().noneMatch(known -> known.refersTo(loader))) {
            names.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " #" + names.size());
            loaders.add(new WeakReference<>(loader));
        }
    }

    /** Returns a line for each class loader that is still there although its version has gone, and one with their number. */
    public synchronized String survivors() {
        System.gc();
        StringBuilder lines = new StringBuilder();
        int count = 0;
        for (int i = 0; i < names.size(); i++) {
            ClassLoader loader = loaders.get(i).get();
            if (loader != null && !isCurrent(loader)) {
                lines.append(names.get(i)).append('\n');
                count++;
            }
        }
        return lines + "survivors " + count + " of " + names.size();
    }

    private boolean isCurrent(ClassLoader loader) {
        for (Bundle bundle : context.getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null && wiring.getClassLoader() == loader) {
                return true;
            }
        }
        return false;
    }
}
