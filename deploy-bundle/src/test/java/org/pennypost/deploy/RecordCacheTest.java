// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RecordCacheTest {
    /** A type of a bundle. */
    public static final class Part {}

    /** A record of a bundle. */
    public record Whole(Part part) {}

    /** Reads the two classes above anew, as a bundle's class loader does. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(RecordCacheTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Part.class.getName()) || name.equals(Whole.class.getName())
                    ? define(name)
                    : super.loadClass(name, resolve);
        }

        private synchronized Class<?> define(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream octets = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] file = octets.readAllBytes();
                return defineClass(name, file, 0, file.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void theLoaderOfTheLastRecordGoes() throws ReflectiveOperationException {
        WeakReference<ClassLoader> loader = new WeakReference<>(linked());
        RecordCache.clear();
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).isNull();
        });
    }

    private static ClassLoader linked() throws ReflectiveOperationException {
        Loader loader = new Loader();
        Class<?> part = loader.loadClass(Part.class.getName());
        Class<?> whole = loader.loadClass(Whole.class.getName());
        Object one =
                whole.getConstructor(part).newInstance(part.getConstructor().newInstance());
        Object two =
                whole.getConstructor(part).newInstance(part.getConstructor().newInstance());
        assertThat(one.equals(two)).isFalse();
        assertThat(one.hashCode()).isNotZero();
        return loader;
    }
}
