// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/** OSGi's LogService over slf4j, so that Felix's bundles write into our log (OSGi Compendium §101). */
final class LogBridge implements InvocationHandler {
    private final org.slf4j.Logger log;

    private LogBridge(org.slf4j.Logger log) {
        this.log = log;
    }

    static void register(BundleContext context) {
        Object service = proxy("felix", LogService.class);
        context.registerService(
                new String[] {LogService.class.getName(), LoggerFactory.class.getName()}, service, null);
    }

    private static Object proxy(String name, Class<?> type) {
        return Proxy.newProxyInstance(
                LogBridge.class.getClassLoader(),
                new Class<?>[] {type},
                new LogBridge(org.slf4j.LoggerFactory.getLogger(name)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) {
        Object[] given = args == null ? new Object[0] : args;
        switch (method.getName()) {
            case "getLogger":
                return logger(given);
            case "getName":
                return log.getName();
            case "log":
                log(level(given), given);
                return null;
            case "audit", "error", "warn", "info", "debug", "trace":
                log(level(method.getName()), given);
                return null;
            case "equals":
                return proxy == given[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "toString":
                return "LogBridge " + log.getName();
            default:
                return method.getName().startsWith("is") ? enabled(level(method.getName())) : null;
        }
    }

    private static Object logger(Object[] given) {
        String name = "felix";
        Class<?> type = Logger.class;
        for (Object one : given) {
            if (one instanceof String text) {
                name = text;
            } else if (one instanceof Bundle bundle) {
                name = bundle.getSymbolicName();
            } else if (one instanceof Class<?> wanted) {
                if (Logger.class.isAssignableFrom(wanted)) {
                    type = wanted;
                } else {
                    name = wanted.getName();
                }
            }
        }
        return proxy(name, type);
    }

    private void log(LogLevel level, Object[] given) {
        if (!enabled(level)) {
            return;
        }
        String format = "";
        Object[] rest = new Object[0];
        for (int i = 0; i < given.length; i++) {
            if (given[i] instanceof String text) {
                format = text;
                rest = Arrays.copyOfRange(given, i + 1, given.length);
                break;
            }
        }
        if (rest.length == 1 && rest[0] instanceof Object[] variable) {
            rest = variable;
        }
        var message = MessageFormatter.arrayFormat(
                format,
                Arrays.stream(rest)
                        .filter(one -> !(one instanceof ServiceReference))
                        .toArray());
        log.atLevel(org.slf4j.event.Level.valueOf(level == LogLevel.AUDIT ? "INFO" : level.name()))
                .setCause(message.getThrowable())
                .log(message.getMessage());
    }

    private boolean enabled(LogLevel level) {
        return log.isEnabledForLevel(org.slf4j.event.Level.valueOf(level == LogLevel.AUDIT ? "INFO" : level.name()));
    }

    /** The old methods log(level, ...) count 1 = ERROR to 4 = DEBUG. */
    private static LogLevel level(Object[] given) {
        for (Object one : given) {
            if (one instanceof Integer number) {
                return switch (number) {
                    case 1 -> LogLevel.ERROR;
                    case 2 -> LogLevel.WARN;
                    case 3 -> LogLevel.INFO;
                    default -> LogLevel.DEBUG;
                };
            }
        }
        return LogLevel.INFO;
    }

    private static LogLevel level(String method) {
        String name = method.toUpperCase(Locale.ROOT);
        for (LogLevel level : LogLevel.values()) {
            if (name.contains(level.name())) {
                return level;
            }
        }
        return LogLevel.INFO;
    }
}
