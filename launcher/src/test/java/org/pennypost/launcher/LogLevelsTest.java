// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Marked records through a log that filters them. */
class LogLevelsTest {
    private final LogLevels levels = new LogLevels();
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private Logger log;

    @BeforeEach
    void start() {
        context.addTurboFilter(new StepFilter(levels));
        written.setContext(context);
        written.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(written);
        log = context.getLogger("test");
    }

    private static Marker mark(String name) {
        return MarkerFactory.getMarker(name);
    }

    private List<String> all(String module, String session) {
        written.list.clear();
        log.error(mark(module + " crashes-only"), "{} crash", session);
        log.warn(mark(module + " failures"), "{} failure", session);
        log.info(mark(module + " major"), "{} summary", session);
        log.warn(mark(module + " problems"), "{} warning", session);
        log.debug(mark(module + " low-level"), "{} line", session);
        log.trace(mark(module + " all-info"), "{} read", session);
        return written.list.stream()
                .map(event -> event.getFormattedMessage().substring(session.length() + 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "crashes-only, crash",
        "failures, crash;failure",
        "major, crash;failure;summary",
        "problems, crash;failure;summary;warning",
        "low-level, crash;failure;summary;warning;line",
        "all-info, crash;failure;summary;warning;line;read",
    })
    void eachStepHasThoseBeforeIt(String level, String passed) {
        levels.put("IMAP", level);
        assertThat(String.join(";", all("IMAP", "imap-1"))).isEqualTo(passed);
        assertThat(all("POP", "pop3-1")).containsExactly("crash", "failure", "summary", "warning");
    }

    @Test
    void aSessionHasAStepOfItsOwnUntilItIsTakenBack() {
        levels.put("session imap-1", "all-info");
        levels.put("session imap-2", "crashes-only");
        assertThat(all("IMAP", "imap-1 from /127.0.0.1:1")).hasSize(6);
        assertThat(all("IMAP", "imap-2")).containsExactly("crash");
        assertThat(all("IMAP", "imap-3")).hasSize(4);
        assertThat(log.isTraceEnabled(mark("IMAP all-info"))).isTrue();
        levels.remove("session imap-1");
        assertThat(all("IMAP", "imap-1")).hasSize(4);
        assertThat(log.isTraceEnabled(mark("IMAP all-info"))).isFalse();
    }

    @Test
    void aSettingCountsWhenItChanges() {
        levels.put("setting IMAP", "problems");
        levels.put("IMAP", "all-info");
        levels.put("setting IMAP", "problems");
        assertThat(levels).containsEntry("IMAP", "all-info");
        levels.put("setting IMAP", "major");
        assertThat(levels).containsEntry("IMAP", "major");
    }

    @Test
    void unknownStepsAreRefusedAndOtherRecordsGoTheirWay() {
        assertThatThrownBy(() -> levels.put("IMAP", "verbose"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of crashes-only, failures");
        written.list.clear();
        log.debug("no");
        log.info("yes");
        log.debug(mark("other"), "no");
        log.info(mark("IMAP something"), "yes");
        assertThat(written.list).hasSize(2);
    }
}
