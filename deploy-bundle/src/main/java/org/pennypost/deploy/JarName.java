// SPDX-License-Identifier: Apache-2.0
package org.pennypost.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * What a jar calls itself.
 *
 * @param symbolicName Bundle-SymbolicName, without directives
 * @param version Bundle-Version
 */
record JarName(String symbolicName, String version) {
    /**
     * Reads a jar.
     *
     * @throws IOException if it is no jar, or no bundle, or its name cannot be one of a file
     */
    static JarName of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new IOException("it has no Bundle-SymbolicName");
            }
            String plain = name.split(";", 2)[0].trim();
            if (!plain.matches("[A-Za-z0-9_.-]+") || plain.startsWith(".")) {
                throw new IOException("its Bundle-SymbolicName is not one");
            }
            String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
            return new JarName(plain, version == null ? "0.0.0" : version.trim());
        }
    }
}
