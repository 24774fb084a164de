// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.pennypost.api.plugin.PluginState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a jar in deploy/ means. If its symbolic name is installed, it takes that bundle's place, whatever the two versions
 * are; deleting it brings back the jar that was shipped, or removes the bundle if none was. A jar that does not start
 * changes nothing: what was in force stays in force, and the jar is not tried again until it changes.
 */
final class Deployed {
    private static final Logger LOG = LoggerFactory.getLogger(Deployed.class);

    private final Exchange exchange;
    private final JarsInForce inForce;

    /** by file: what it is and what became of it, the latest last */
    private final Map<Path, PluginState> files = new LinkedHashMap<>();

    Deployed(Exchange exchange, JarsInForce inForce) {
        this.exchange = exchange;
        this.inForce = inForce;
    }

    /** A jar has come or changed. */
    synchronized void put(Path file) {
        files.remove(file);
        try {
            JarName jar = JarName.of(file);
            Optional<String> failure = exchange.isUntouchable(jar.symbolicName())
                    ? Optional.of("cannot be exchanged while it works: put it into the distribution and restart")
                    : deploy(file, jar);
            files.put(file, state(jar, failure.orElse("")));
            failure.ifPresentOrElse(
                    why -> LOG.error("{} is refused: {}", file, why), () -> LOG.info("{} is in force", file));
        } catch (IOException e) {
            String why = "not a bundle: " + e.getMessage();
            String name = file.getFileName().toString();
            files.put(file, new PluginState(name, "bundle", name, PluginState.State.REJECTED, why));
            LOG.error("{} is refused: {}", file, why);
        }
    }

    private static PluginState state(JarName jar, String failure) {
        return new PluginState(
                jar.symbolicName(),
                "bundle",
                jar.symbolicName() + " " + jar.version(),
                failure.isEmpty() ? PluginState.State.ACTIVE : PluginState.State.REJECTED,
                failure);
    }

    private Optional<String> deploy(Path file, JarName jar) throws IOException {
        Path candidate = inForce.candidate(jar.symbolicName(), file);
        Optional<Bundle> installed = exchange.find(jar.symbolicName());
        Optional<String> failure;
        if (installed.isEmpty()) {
            Path place = inForce.place(jar.symbolicName());
            Files.copy(candidate, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            failure = exchange.install(place);
        } else {
            Bundle bundle = installed.get();
            Path former = inForce.of(jar.symbolicName()).orElseGet(() -> Exchange.shipped(bundle));
            failure = exchange.replace(bundle, candidate, former);
        }
        inForce.settle(jar.symbolicName(), failure.isEmpty());
        return failure;
    }

    /** A jar has gone. */
    synchronized void remove(Path file) {
        PluginState gone = files.remove(file);
        if (gone == null || gone.state() == PluginState.State.REJECTED) {
            return;
        }
        Optional<Path> other = files.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(gone.name()))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> second);
        if (other.isPresent()) {
            put(other.get());
        } else {
            exchange.find(gone.name()).ifPresent(bundle -> giveBack(bundle, gone.name()));
        }
    }

    private void giveBack(Bundle bundle, String symbolicName) {
        Path shipped = Exchange.shipped(bundle);
        Optional<String> failure = inForce.isMine(shipped)
                ? exchange.uninstall(bundle)
                : exchange.replace(bundle, shipped, inForce.place(symbolicName));
        failure.ifPresentOrElse(
                why -> LOG.error("{} cannot be taken back: {}", symbolicName, why),
                () -> LOG.info("{} is taken back", symbolicName));
        if (failure.isEmpty()) {
            inForce.forget(symbolicName);
        }
    }

    /** Throws away what is kept of jars that went while the server did not run. */
    synchronized void forgetOthers() {
        inForce.retain(files.values().stream().map(PluginState::name).collect(Collectors.toSet()));
    }

    /** Returns what became of each jar. */
    synchronized List<PluginState> states() {
        return new ArrayList<>(files.values());
    }
}
