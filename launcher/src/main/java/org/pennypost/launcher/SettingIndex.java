// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Every FILE.NAME that may be set: the metatypes of the bundles, and what the shipped files name beyond them. */
final class SettingIndex {
    private final Map<String, Map<String, Setting>> files = new TreeMap<>();

    /**
     * An index of what a home may set.
     *
     * @param groups the metatypes
     * @param configuration the files of conf/; only files that exist can be set
     * @param shipped the folder whose files may name keys no metatype has
     */
    static SettingIndex of(List<SettingGroup> groups, List<Path> configuration, Path shipped) {
        SettingIndex index = new SettingIndex();
        for (Path path : configuration) {
            String file = file(path);
            Map<String, Setting> settings = index.files.computeIfAbsent(file, key -> new LinkedHashMap<>());
            for (SettingGroup group : groups) {
                if (group.pid().equals(pid(file)) && group.factory() == file.contains("-")) {
                    group.settings().forEach(setting -> settings.put(setting.name(), setting));
                }
            }
            Path original = shipped.resolve(file + ".cfg");
            if (Files.exists(original)) {
                read(original).forEach((name, value) -> settings.putIfAbsent(name, Setting.untyped(name, value)));
            }
        }
        return index;
    }

    /** The index of a home. */
    static SettingIndex of(Home home) {
        return of(groups(home), home.configurationFiles(), home.shippedConf());
    }

    /** The metatypes of our own bundles in bundle/ and extensions/ (the libraries have no file in conf/), and of deploy/. */
    static List<SettingGroup> groups(Home home) {
        List<SettingGroup> groups = new ArrayList<>();
        for (Path level : Home.list(home.distribution().resolve("bundle"), "*")) {
            Home.list(level, "*-bundle-*.jar").forEach(jar -> groups.addAll(MetatypeReader.read(jar)));
        }
        Home.list(home.distribution().resolve("extensions"), "*.jar")
                .forEach(jar -> groups.addAll(MetatypeReader.read(jar)));
        for (Path jar : Home.list(home.deploy(), "*.jar")) {
            try {
                groups.addAll(MetatypeReader.read(jar));
            } catch (ExitException e) {
                // deploy-bundle says what is wrong with a jar there; the server starts without it
            }
        }
        return groups;
    }

    /** FILE of conf/FILE.cfg. */
    static String file(Path path) {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ".cfg".length());
    }

    /** FileInstall's rule: what stands before the first '-' is the factory PID. */
    static String pid(String file) {
        int dash = file.indexOf('-');
        return dash < 0 ? file : file.substring(0, dash);
    }

    /** The keys and values of a .cfg file, in no order. */
    static Map<String, String> read(Path cfg) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(cfg, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw ExitException.error(cfg + ": cannot be read: " + e.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    Set<String> files() {
        return files.keySet();
    }

    Set<String> names(String file) {
        return files.getOrDefault(file, Map.of()).keySet();
    }

    Optional<Setting> setting(String file, String name) {
        return Optional.ofNullable(files.getOrDefault(file, Map.of()).get(name));
    }

    /** Every FILE.NAME, sorted by file. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        files.forEach((file, settings) -> settings.keySet().forEach(name -> keys.add(file + "." + name)));
        return keys;
    }
}
