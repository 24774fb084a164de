// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK remembers of the last record it has linked: the two method handles behind every record's {@code equals} and
 * {@code hashCode} keep, strongly, the last type they were adapted to, that is, the type of a component of that record. If
 * it belongs to a bundle that has left, its class loader stays until another record is linked. So one is.
 */
final class RecordCache {
    private RecordCache() {}

    /** A record of types of the JDK. */
    private record Neutral(String text) {}

    /** Makes the JDK forget types of bundles. */
    static void clear() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle text = lookup.findVirtual(Neutral.class, "text", MethodType.methodType(String.class));
            link(lookup, "equals", MethodType.methodType(boolean.class, Neutral.class, Object.class), text);
            link(lookup, "hashCode", MethodType.methodType(int.class, Neutral.class), text);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void link(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, Neutral.class, "text", component);
    }
}
