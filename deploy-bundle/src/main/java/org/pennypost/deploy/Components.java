// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services says of a bundle's components. */
final class Components {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** Returns the names of the components that have at least one satisfied configuration. */
    Set<String> satisfied(Bundle bundle) {
        return runtime.getComponentDescriptionDTOs(bundle).stream()
                .filter(component -> runtime.getComponentConfigurationDTOs(component).stream()
                        .anyMatch(Components::isSatisfied))
                .map(component -> component.name)
                .collect(Collectors.toSet());
    }

    private static boolean isSatisfied(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.SATISFIED
                || configuration.state == ComponentConfigurationDTO.ACTIVE;
    }

    /**
     * Waits until a bundle works.
     *
     * @param before names that must be satisfied, as far as the bundle still has them
     * @param grace how long that may take
     * @return why it does not work; empty if it does
     */
    Optional<String> failure(Bundle bundle, Set<String> before, Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        while (true) {
            Optional<String> failed = failed(bundle);
            Set<String> missing = missing(bundle, before);
            if (failed.isPresent() || missing.isEmpty()) {
                return failed;
            }
            if (System.nanoTime() - end > 0) {
                return Optional.of("not satisfied after " + grace.toSeconds() + " s: " + String.join(", ", missing));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private Optional<String> failed(Bundle bundle) {
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    return Optional.of(component.name + " does not start: " + cause(configuration.failure));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the innermost cause that a stack trace names: around it there is only reflection. */
    static String cause(@Nullable String trace) {
        String begin = "Caused by: ";
        List<String> lines = trace == null ? List.of() : trace.lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .reduce((former, latter) -> latter)
                .map(line -> line.substring(begin.length()))
                .orElse(lines.isEmpty() ? "" : lines.get(0));
    }

    private Set<String> missing(Bundle bundle, Set<String> before) {
        Set<String> missing = new TreeSet<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            if (before.contains(component.name)) {
                missing.add(component.name);
            }
        }
        missing.removeAll(satisfied(bundle));
        return missing;
    }
}
