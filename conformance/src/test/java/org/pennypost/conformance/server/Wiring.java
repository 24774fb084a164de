// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;
import org.pennypost.api.net.Protocol;
import org.pennypost.imap.ExtensionRegistry;
import org.pennypost.imap.ImapProtocol;

/** Does for a test what the container does in the distribution: gives services to registries, and settings with defaults. */
public final class Wiring {
    private static final Bundle BUNDLE = (Bundle) Proxy.newProxyInstance(
            Wiring.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getSymbolicName", "toString" -> "test";
                case "getVersion" -> Version.emptyVersion;
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> 1;
                default -> null;
            });
    private static final AtomicLong IDS = new AtomicLong();

    private Wiring() {}

    /** Gives a service to a registry, by the method that the container would call. */
    static <T> void bind(Object registry, Class<T> type, T service) {
        Method method = Arrays.stream(registry.getClass().getDeclaredMethods())
                .filter(each -> each.getName().startsWith("bind")
                        && each.getParameterCount() == 2
                        && each.getParameterTypes()[0] == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(registry + " takes no " + type));
        call(method, registry, service, reference());
    }

    /** Takes a service away from a registry, by the method that the container would call. */
    static <T> void unbind(Object registry, Class<T> type, T service) {
        Method method = Arrays.stream(registry.getClass().getDeclaredMethods())
                .filter(each -> each.getName().startsWith("unbind")
                        && each.getParameterCount() == 1
                        && each.getParameterTypes()[0] == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(registry + " lets no " + type + " go"));
        call(method, registry, service);
    }

    /** Calls what the container calls when a component ends, if there is such a method. */
    static void end(Object component, String name) {
        Arrays.stream(component.getClass().getDeclaredMethods())
                .filter(each -> each.getName().equals(name) && each.getParameterCount() == 0)
                .forEach(method -> call(method, component));
    }

    /** Returns settings as a component gets them. */
    public static <T> T settings(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    /** Makes IMAP as the container would, with some settings that are not as shipped. */
    static <C extends Login & Sessions> Protocol imap(C core, ExtensionRegistry words, Map<String, Object> values) {
        try {
            Class<?> settings = Class.forName("org.pennypost.imap.ImapConfig");
            return ImapProtocol.class
                    .getConstructor(Login.class, Sessions.class, ExtensionRegistry.class, settings)
                    .newInstance(core, core, words, settings(settings, values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void call(Method method, Object target, Object... arguments) {
        try {
            method.setAccessible(true);
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServiceReference<?> reference() {
        long id = IDS.incrementAndGet();
        return (ServiceReference<?>) Proxy.newProxyInstance(
                Wiring.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "compareTo" -> Long.compare(arguments[0].hashCode(), id);
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> (int) id;
                    case "getPropertyKeys" -> new String[0];
                    case "toString" -> "service " + id;
                    case "getBundle" -> BUNDLE;
                    default -> null;
                });
    }
}
