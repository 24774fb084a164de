// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Decides over records that are marked with module and step, such as {@code IMAP major}: not by their SLF4J level, which
 * knows only more or less. Unmarked ones go their usual way.
 */
final class StepFilter extends TurboFilter {
    private static final Mark OTHER = new Mark("", -1);

    private final LogLevels levels;
    private final Map<String, Mark> marks = new ConcurrentHashMap<>();

    private record Mark(String module, int step) {
        static Mark of(String name) {
            int space = name.indexOf(' ');
            int step = LogLevels.STEPS.indexOf(name.substring(space + 1));
            return space < 0 || step < 0 ? OTHER : new Mark(name.substring(0, space), step);
        }
    }

    StepFilter(LogLevels levels) {
        this.levels = levels;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (marker == null) {
            return FilterReply.NEUTRAL;
        }
        Mark mark = marks.get(marker.getName());
        if (mark == null) {
            mark = marks.computeIfAbsent(marker.getName(), Mark::of);
        }
        if (mark == OTHER) {
            return FilterReply.NEUTRAL;
        }
        Object about = arguments == null || arguments.length == 0 ? null : arguments[0];
        return levels.passes(mark.module, mark.step, about) ? FilterReply.ACCEPT : FilterReply.DENY;
    }
}
