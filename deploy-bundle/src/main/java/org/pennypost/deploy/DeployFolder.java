// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pennypost.api.plugin.PluginReport;
import org.pennypost.api.plugin.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder deploy/ of a home. FileInstall watches it and says what has come, changed and gone; this class tells it what
 * a jar means (see {@link Deployed}). Says on the start-up lines when everything that lay there has been dealt with.
 */
@Component(immediate = true, service = PluginReport.class, configurationPid = "deploy")
@Designate(ocd = DeployFolder.Settings.class)
public final class DeployFolder implements ArtifactInstaller, PluginReport {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final String WATCHER = "org.apache.felix.fileinstall";

    private final BundleContext context;
    private final Deployed deployed;
    private final ServiceRegistration<ArtifactInstaller> installer;
    private final Configuration watcher;
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private @org.jspecify.annotations.Nullable ServiceRegistration<?> startup;

    /** Settings of deploy/. */
    @ObjectClassDefinition(
            name = "deploy",
            description = "The folder deploy/: a jar dropped there is live in a second.")
    public @interface Settings {
        /** Returns the grace time. */
        @AttributeDefinition(
                name = "grace",
                description = "Seconds a new version gets to start before the old one is brought back.",
                min = "1",
                max = "60")
        int grace() default 5;

        /** Returns the time between two looks. */
        @AttributeDefinition(
                name = "poll",
                description = "Milliseconds between two looks into the folder.",
                min = "100",
                max = "60000")
        int poll() default 500;
    }

    /** Begins to watch. */
    @Activate
    public DeployFolder(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference ServiceComponentRuntime components,
            Settings settings)
            throws IOException {
        this.context = context;
        Path home = Path.of(required(context, "pennypost.home"));
        Path folder = home.resolve("deploy");
        this.deployed = new Deployed(
                new Exchange(context, components, Duration.ofSeconds(settings.grace())),
                new JarsInForce(home.resolve("data").resolve("deploy")));
        try (Stream<Path> files = Files.list(folder)) {
            files.map(path -> path.getFileName().toString())
                    .filter(DeployFolder::isJar)
                    .forEach(awaited::add);
        }
        // FileInstall must know us before its first look, or it installs the jars its own way: registering a service
        // tells it
        // at once, while a service of DS is not yet there as long as its constructor runs.
        this.installer = context.registerService(ArtifactInstaller.class, this, null);
        this.watcher = configurations.createFactoryConfiguration(WATCHER, null);
        watcher.update(watch(folder, settings));
        said("");
    }

    private static String required(BundleContext context, String property) {
        String value = context.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("the framework property " + property + " is missing");
        }
        return value;
    }

    private static Dictionary<String, Object> watch(Path folder, Settings settings) {
        Dictionary<String, Object> watch = new Hashtable<>();
        watch.put("felix.fileinstall.dir", folder.toString());
        watch.put("felix.fileinstall.filter", ".*\\.jar");
        watch.put("felix.fileinstall.poll", String.valueOf(settings.poll()));
        watch.put("felix.fileinstall.noInitialDelay", "true");
        watch.put("felix.fileinstall.bundles.new.start", "false");
        watch.put("felix.fileinstall.disableNio2", "true");
        watch.put("felix.fileinstall.log.level", "1");
        return watch;
    }

    /** Stops watching. What was deployed stays. */
    @Deactivate
    public void stop() {
        try {
            watcher.delete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The watcher of deploy/ is gone already", e);
        }
        installer.unregister();
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar") && !name.startsWith(".");
    }

    @Override
    public boolean canHandle(File artifact) {
        return isJar(artifact.getName());
    }

    @Override
    public void install(File artifact) {
        deployed.put(artifact.toPath());
        said(artifact.getName());
    }

    @Override
    public void update(File artifact) {
        deployed.put(artifact.toPath());
    }

    @Override
    public void uninstall(File artifact) {
        deployed.remove(artifact.toPath());
    }

    /** One of the jars that lay here at the start has been dealt with; after the last one, tells the launcher. */
    private synchronized void said(String name) {
        awaited.remove(name);
        if (awaited.isEmpty() && startup == null) {
            deployed.forgetOthers();
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("pennypost.startup", "deploy");
            Supplier<List<String>> lines = this::lines;
            startup = context.registerService(Supplier.class.getName(), lines, properties);
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (PluginState plugin : everyPlugin()) {
            String what = plugin.name() + " (" + plugin.bundle() + ")";
            if (plugin.state() == PluginState.State.REJECTED) {
                lines.add("error " + plugin.kind() + " " + what + ": " + plugin.reason());
            } else if (plugin.kind().endsWith("-extension")) {
                lines.add("extension " + what);
            }
        }
        return lines;
    }

    private List<PluginState> everyPlugin() {
        try {
            return context.getServiceReferences(PluginReport.class, "(" + Constants.OBJECTCLASS + "=*)").stream()
                    .sorted()
                    .flatMap(this::ask)
                    .collect(Collectors.toList());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<PluginState> ask(ServiceReference<PluginReport> reference) {
        PluginReport report = context.getService(reference);
        try {
            return report == null
                    ? Stream.empty()
                    : report.plugins().stream().filter(plugin -> !isOwn(plugin, reference));
        } finally {
            context.ungetService(reference);
        }
    }

    /** Tells what serves as part of the bundle that reports it: no plug-in that somebody has added. */
    private static boolean isOwn(PluginState plugin, ServiceReference<PluginReport> reference) {
        Bundle reporter = reference.getBundle();
        return plugin.state() == PluginState.State.ACTIVE
                && reporter != null
                && plugin.bundle().startsWith(reporter.getSymbolicName() + " ");
    }

    @Override
    public List<PluginState> plugins() {
        return deployed.states();
    }
}
