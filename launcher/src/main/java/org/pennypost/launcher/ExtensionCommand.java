// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/** {@code extension list | enable | disable}: copies optional bundles into the home's deploy/ and takes them away. */
final class ExtensionCommand {
    private static final Pattern VERSION = Pattern.compile("(-bundle)?(-\\d[^/]*)?\\.jar$");

    private final Screen screen;
    private final Path distribution;

    ExtensionCommand(Screen screen, Path distribution) {
        this.screen = screen;
        this.distribution = distribution;
    }

    int run(List<String> args) {
        Arguments arguments = Arguments.parse(args, "home");
        List<String> words = arguments.words();
        String action = words.isEmpty() ? "" : words.get(0);
        boolean known = action.equals("list")
                ? words.size() == 1
                : List.of("enable", "disable").contains(action) && words.size() == 2;
        if (!known) {
            throw ExitException.usage("usage: pennypost extension list | enable NAME | disable NAME");
        }
        Home home = arguments.home(distribution).prepare();
        try {
            return switch (action) {
                case "list" -> list(home);
                case "enable" -> enable(home, words.get(1));
                default -> disable(home, words.get(1));
            };
        } catch (IOException e) {
            throw ExitException.error("deploy/ of " + home.path() + ": " + Home.reason(e));
        }
    }

    private int list(Home home) throws IOException {
        for (Map.Entry<String, Path> extension : shipped().entrySet()) {
            boolean enabled = !deployed(home, extension.getValue()).isEmpty();
            screen.out(extension.getKey() + (enabled ? " enabled" : " disabled"));
        }
        return 0;
    }

    private int enable(Home home, String name) throws IOException {
        Path jar = find(name);
        String fileName = jar.getFileName().toString();
        if (!deployed(home, jar).isEmpty()) {
            screen.out(name + " is enabled already");
            return 0;
        }
        // Written beside and renamed in: the watcher never sees half a jar.
        Path part = home.deploy().resolve("." + fileName + ".part");
        try {
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, home.deploy().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        new RunningServer(home).awaitServing(symbolicName(jar));
        screen.out("enabled " + name);
        return 0;
    }

    private int disable(Home home, String name) throws IOException {
        Path shipped = find(name);
        List<Path> jars = deployed(home, shipped);
        for (Path jar : jars) {
            Files.delete(jar);
        }
        if (!jars.isEmpty()) {
            new RunningServer(home).awaitGone(symbolicName(shipped));
        }
        screen.out(jars.isEmpty() ? name + " is disabled already" : "disabled " + name);
        return 0;
    }

    private Path find(String typed) {
        Map<String, Path> shipped = shipped();
        String name =
                VERSION.matcher(typed.endsWith(".jar") ? typed : typed + ".jar").replaceFirst("");
        Path jar = shipped.getOrDefault(name, shipped.get("ext-" + name));
        if (jar == null) {
            throw ExitException.error("no extension " + typed + "; there are: " + String.join(", ", shipped.keySet()));
        }
        return jar;
    }

    private Map<String, Path> shipped() {
        Map<String, Path> extensions = new LinkedHashMap<>();
        Home.list(distribution.resolve("extensions"), "*.jar")
                .forEach(jar -> extensions.put(
                        VERSION.matcher(jar.getFileName().toString()).replaceFirst(""), jar));
        return extensions;
    }

    /** The jars in deploy/ that are this bundle, whatever their file names. */
    private static List<Path> deployed(Home home, Path jar) throws IOException {
        String wanted = symbolicName(jar);
        List<Path> found = new ArrayList<>();
        for (Path candidate : Home.list(home.deploy(), "*.jar")) {
            if (symbolicName(candidate).equals(wanted)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static String symbolicName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String header = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return header == null ? "" : header.split(";", 2)[0].strip();
        } catch (ZipException e) {
            // somebody else's broken jar in deploy/ is not ours to judge
            return "";
        }
    }
}
