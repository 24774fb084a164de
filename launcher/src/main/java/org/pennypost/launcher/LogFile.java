// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code log/pennypost.log}: rolled at 16 MB, five old ones kept. Set up by code: reading logback's XML costs a tenth of a second. */
final class LogFile {
    static final String NAME = "pennypost.log";

    private static final int KEPT = 5;
    private static final FileSize SIZE = FileSize.valueOf("16MB");

    private LogFile() {}

    /** Loads slf4j and logback, which take as long as reading the metatypes: the start does both at once. */
    static void warmUp() {
        LoggerFactory.getILoggerFactory();
    }

    static void open(Home home, LogLevels levels) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{24}%replace( [%marker]){' \\[\\]', ''} - %msg%n");
        encoder.start();

        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setName("file");
        file.setFile(home.log().resolve(NAME).toString());
        file.setEncoder(encoder);
        rolling(context, file, home.log());
        file.start();

        context.addTurboFilter(new StepFilter(levels));
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(file);
        // MINA warns of each socket that a client tears down, and of each handshake that he spoils: a client's
        // business, of which transport logs what
        // matters.
        context.getLogger("org.apache.mina.core.service.IoProcessor").setLevel(Level.OFF);
        context.getLogger("org.apache.mina.filter.ssl").setLevel(Level.OFF);
    }

    private static void rolling(LoggerContext context, RollingFileAppender<ILoggingEvent> file, Path folder) {
        FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
        names.setContext(context);
        names.setParent(file);
        names.setFileNamePattern(folder.resolve("pennypost.%i.log").toString());
        names.setMinIndex(1);
        names.setMaxIndex(KEPT);
        names.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(SIZE);
        size.start();
        file.setRollingPolicy(names);
        file.setTriggeringPolicy(size);
    }
}
