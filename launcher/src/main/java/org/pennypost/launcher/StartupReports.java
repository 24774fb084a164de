// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The lines bundles have for the start. A bundle with the header {@code Pennypost-Startup: NAME} registers one {@code
 * Supplier<List<String>>} with the property {@code pennypost.startup=NAME} when its first work is done.
 */
final class StartupReports implements AutoCloseable {
    private static final String HEADER = "Pennypost-Startup";
    private static final String PROPERTY = "pennypost.startup";
    private static final List<String> ORDER = List.of("store", "deploy", "transport");

    private final BundleContext context;
    private final Set<String> expected = new HashSet<>();
    private final List<String> late = new ArrayList<>();
    private final Object registered = new Object();
    private final ServiceListener listener = event -> {
        synchronized (registered) {
            registered.notifyAll();
        }
    };

    StartupReports(BundleContext context, List<Bundle> bundles) {
        this.context = context;
        for (Bundle bundle : bundles) {
            String name = bundle.getHeaders("").get(HEADER);
            if (name != null) {
                expected.add(name.strip());
            }
        }
        try {
            context.addServiceListener(listener, "(" + PROPERTY + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for one report, if an installed bundle promised it. */
    void await(String name, Duration most) {
        if (!expected.contains(name)) {
            return;
        }
        long end = System.nanoTime() + most.toNanos();
        synchronized (registered) {
            while (references(name).isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    late.add("error " + name + ": no report after " + most.toSeconds() + " s, see the log");
                    return;
                }
                try {
                    registered.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    Startup collect(List<String> errors) {
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>(errors);
        problems.addAll(late);
        for (String name : ORDER) {
            for (ServiceReference<?> reference : references(name)) {
                if (context.getService(reference) instanceof Supplier<?> report
                        && report.get() instanceof List<?> said) {
                    for (Object line : said) {
                        (line.toString().startsWith("error ") ? problems : lines).add(line.toString());
                    }
                }
                context.ungetService(reference);
            }
        }
        return new Startup(lines, problems, expected.contains("transport"));
    }

    @Override
    public void close() {
        context.removeServiceListener(listener);
    }

    private List<ServiceReference<?>> references(String name) {
        try {
            ServiceReference<?>[] found =
                    context.getAllServiceReferences(Supplier.class.getName(), "(" + PROPERTY + "=" + name + ")");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
