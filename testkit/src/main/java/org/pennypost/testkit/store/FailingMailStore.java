// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.AppendPlan;
import org.pennypost.api.store.Attributes;
import org.pennypost.api.store.Content;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Message;

/**
 * A store in front of another that fails where a test wants it. An operation is named by its interface and method, such as
 * {@code Mailbox.commit}; as the interfaces of the API are asked for their methods, none can be forgotten. May be used by
 * any thread.
 */
public final class FailingMailStore implements MailStore {
    private static final List<Class<?>> WRAPPED = List.of(
            MailAccount.class,
            Mailbox.class,
            Message.class,
            Content.class,
            Draft.class,
            MaildropLock.class,
            Attributes.class);

    private final MailStore store;
    private final Map<String, Problem> failures = new ConcurrentHashMap<>();

    /** Makes a store that fails nowhere yet. */
    public FailingMailStore(MailStore store) {
        this.store = store;
    }

    /** Returns every operation that can fail; closing, aborting and what costs nothing do not. */
    public static List<String> operations() {
        return Stream.concat(
                        Stream.of("MailStore.open"),
                        WRAPPED.stream()
                                .flatMap(type -> Arrays.stream(type.getMethods())
                                        .filter(method ->
                                                !Modifier.isStatic(method.getModifiers()) && canFail(type, method))
                                        .map(method -> operation(type, method))))
                .sorted()
                .toList();
    }

    /** Lets every further call of an operation fail. Other words than {@link #operations} never happen. */
    public void fail(String operation, Problem problem) {
        failures.put(operation, problem);
    }

    /** Lets everything succeed again. */
    public void heal() {
        failures.clear();
    }

    @Override
    public MailAccount open(Identity identity) {
        check("MailStore.open");
        return wrap(MailAccount.class, store.open(identity));
    }

    @Override
    public Map<String, String> settings() {
        return store.settings();
    }

    @Override
    public void setting(String key, String value) {
        store.setting(key, value);
    }

    @Override
    public Map<String, Channel> releaseMaildrops() {
        return store.releaseMaildrops();
    }

    @Override
    public void adoptMaildrops(Map<String, Channel> channels) {
        store.adoptMaildrops(channels);
    }

    private static boolean canFail(Class<?> type, Method method) {
        boolean values = List.of("close", "abort", "release", "token", "park", "size", "meta", "memo", "length", "file")
                .contains(method.getName());
        return !values && !(type == MailAccount.class && method.getName().equals("facet"));
    }

    private static String operation(Class<?> type, Method method) {
        return type.getSimpleName() + "." + method.getName();
    }

    private void check(String operation) {
        Problem problem = failures.get(operation);
        if (problem != null) {
            throw new MailException(problem, "the test lets " + operation + " fail");
        }
    }

    private <T> T wrap(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type, Wrapped.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Wrapped.class) {
                        return real;
                    }
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(proxy, method, arguments);
                    }
                    check(operation(type, method));
                    try {
                        return result(method.invoke(real, unwrap(arguments)));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "failing store";
        };
    }

    private @Nullable Object result(@Nullable Object real) {
        if (real instanceof Optional<?> optional) {
            return optional.map(this::result);
        }
        if (real instanceof List<?> list) {
            return list.stream().map(this::result).toList();
        }
        for (Class<?> type : WRAPPED) {
            if (type.isInstance(real)) {
                return wrap(type, real);
            }
        }
        return real;
    }

    private static Object @Nullable [] unwrap(Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        Object[] plain = arguments.clone();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] instanceof Collection<?> plans) {
                List<Object> real = new ArrayList<>();
                plans.forEach(plan -> real.add(plan instanceof AppendPlan append ? unwrap(append) : plan));
                plain[i] = real;
            }
        }
        return plain;
    }

    private static AppendPlan unwrap(AppendPlan plan) {
        Draft draft = plan.draft() instanceof Wrapped wrapped ? (Draft) wrapped.unwrapped() : plan.draft();
        AppendPlan real = new AppendPlan(draft).flags(plan.flags());
        plan.internalDate().ifPresent(real::internalDate);
        plan.replaced().ifPresent(real::replacing);
        return real;
    }

    private interface Wrapped {
        Object unwrapped();
    }
}
