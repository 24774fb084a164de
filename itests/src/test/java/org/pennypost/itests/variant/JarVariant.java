// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.variant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another version of a bundle, made from its jar: other Bundle-Version, other texts in its classes, one more component that the
 * shell shows; or one that cannot work.
 */
public final class JarVariant {
    private static final String PLUGIN_API = "org.pennypost.api.plugin";
    private static final Pattern COMPONENT_NAME = Pattern.compile("<(?:scr:)?component[^>]* name=\"([^\"]+)\"");
    private static final Pattern PROVIDED = Pattern.compile("<provide interface=\"[^\"]+\"\\s*/>");

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private JarVariant(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            manifest = file.getManifest();
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    try (InputStream octets = file.getInputStream(entry)) {
                        entries.put(entry.getName(), octets.readAllBytes());
                    }
                }
            }
        }
    }

    /** Begins with a jar as it is. */
    public static JarVariant of(Path jar) {
        try {
            return new JarVariant(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the Bundle-Version. */
    public String version() {
        return header("Bundle-Version");
    }

    /** Returns the Bundle-SymbolicName. */
    public String symbolicName() {
        return header("Bundle-SymbolicName").split(";", 2)[0];
    }

    private String header(String name) {
        return String.valueOf(manifest.getMainAttributes().getValue(name));
    }

    /** Gives it another Bundle-Version. */
    public JarVariant version(String version) {
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        return this;
    }

    /** Adds a component that {@code mail:plugins} shows with this name and the kind {@code variant}. */
    public JarVariant marked(String mark) {
        addClass(VariantReport.class, VariantReport.MARK, mark);
        addComponent(
                VariantReport.class.getName(),
                VariantReport.class,
                "<provide interface=\"org.pennypost.api.plugin.PluginReport\"/>");
        if (!header("Import-Package").contains(PLUGIN_API)) {
            imports(PLUGIN_API + ";version=\"[1,2)\"");
        }
        return this;
    }

    /** Replaces a text in the constants of all classes; fails if there is none. */
    public JarVariant text(String from, String to) {
        int[] found = {0};
        entries.replaceAll((name, octets) -> name.endsWith(".class") ? replaced(octets, from, to, found) : octets);
        if (found[0] == 0) {
            throw new AssertionError("no class of " + symbolicName() + " says " + from);
        }
        return this;
    }

    private static byte[] replaced(byte[] octets, String from, String to, int[] found) {
        try {
            return ClassConstants.replace(octets, constant -> {
                if (!constant.contains(from)) {
                    return constant;
                }
                found[0]++;
                return constant.replace(from, to);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it need a package that nobody has. */
    public JarVariant unresolvable() {
        imports("org.pennypost.absent;version=\"[9,10)\"");
        return this;
    }

    /** Makes each component with a service throw when it is made. */
    public JarVariant failing() {
        addClass(FailingComponent.class, "", "");
        for (String name : List.copyOf(entries.keySet())) {
            if (!name.matches("OSGI-INF/[^/]+\\.xml")) {
                continue;
            }
            String xml = new String(entries.get(name), StandardCharsets.UTF_8);
            List<String> provided =
                    PROVIDED.matcher(xml).results().map(hit -> hit.group()).toList();
            Matcher component = COMPONENT_NAME.matcher(xml);
            if (component.find() && !provided.isEmpty()) {
                entries.put(name, component(component.group(1), FailingComponent.class, String.join("", provided)));
            }
        }
        return this;
    }

    private void imports(String more) {
        String old = manifest.getMainAttributes().getValue("Import-Package");
        manifest.getMainAttributes().putValue("Import-Package", old == null ? more : old + "," + more);
    }

    private void addComponent(String name, Class<?> type, String provided) {
        String file = "OSGI-INF/" + name + ".xml";
        entries.put(file, component(name, type, provided));
        String old = manifest.getMainAttributes().getValue("Service-Component");
        List<String> files = new ArrayList<>(old == null ? List.of() : List.of(old.split("\\s*,\\s*")));
        if (!files.contains(file)) {
            files.add(file);
        }
        manifest.getMainAttributes().putValue("Service-Component", String.join(",", files));
    }

    private static byte[] component(String name, Class<?> type, String provided) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" immediate=\"true\" name=\"" + name
                + "\"><implementation class=\"" + type.getName() + "\"/><service>" + provided
                + "</service></scr:component>\n";
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private void addClass(Class<?> type, String from, String to) {
        entries.put(type.getName().replace('.', '/') + ".class", classFile(type, from, to));
    }

    private static byte[] classFile(Class<?> type, String from, String to) {
        try (InputStream octets = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return ClassConstants.replace(
                    octets.readAllBytes(), constant -> from.equals(constant) && !from.isEmpty() ? to : constant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it to a new file in a folder. */
    public Path write(Path folder) {
        try {
            Path jar = Files.createTempFile(folder, "variant-", ".jar");
            Files.write(jar, octets());
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] octets() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(octets, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return octets.toByteArray();
    }

    /** Returns a bundle around an activator and more classes of this package. */
    static Path bundle(Path folder, String symbolicName, String imports, Class<?>... types) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Activator", types[0].getName());
        main.putValue("Import-Package", imports);
        try {
            Path jar = Files.createTempFile(folder, "bundle-", ".jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
                for (Class<?> type : types) {
                    out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
                    out.write(classFile(type, "", ""));
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
