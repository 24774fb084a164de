// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** Passes the setting {@code log-level} on to whoever filters the log, which is the launcher (ADR 20). */
@Component(
        configurationPid = "imap",
        immediate = true,
        service = {})
public final class LogLevel {
    private final @Nullable ConcurrentMap<String, String> levels;

    /** Sets the level, if somebody filters. */
    @Activate
    public LogLevel(
            @Nullable
                    @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            service = ConcurrentMap.class,
                            target = "(pennypost.log=levels)")
                    ConcurrentMap<String, String> levels,
            Map<String, Object> settings) {
        this.levels = levels;
        modified(settings);
    }

    @Modified
    void modified(Map<String, Object> settings) {
        if (levels != null) {
            levels.put("setting IMAP", String.valueOf(settings.getOrDefault("log-level", "problems")));
        }
    }
}
