// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For the build only: the shipped files of conf/ and docs/configuration.md as the metatypes of the assembled bundles state them.
 * {@code check} fails when the source tree differs, {@code write} brings it up to date.
 */
public final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration

            This page and the files of `conf/` are made from the settings' types in the code (OSGi Metatype). Edit `conf/` of a home
            while the server runs: a change is taken within a second. A value that is not allowed is named in `log/pennypost.log`, and
            the last good one stays. `bin/pennypost start --set FILE.NAME=VALUE` lays a value over `conf/FILE.cfg` for one run;
            nothing is written back. A file that is deleted is made anew, with defaults, at the next start. `${pennypost.home}` stands for
            the home. A further file `listener-NAME.cfg` makes a further listener, `domain-NAME.cfg` settings of a domain.
            """;

    private final List<SettingGroup> groups;

    ConfigurationReference(List<SettingGroup> groups) {
        this.groups = groups;
    }

    /**
     * Entry point of the build.
     *
     * @param args {@code check} or {@code write}, the assembled distribution, its source folder conf/, the page
     */
    public static void main(String[] args) throws IOException {
        Path distribution = Path.of(args[1]);
        Path conf = Path.of(args[2]);
        Map<Path, String> texts = new TreeMap<>();
        ConfigurationReference reference =
                new ConfigurationReference(SettingIndex.groups(new Home(distribution, distribution)));
        reference.files().forEach((name, text) -> texts.put(conf.resolve(name), text));
        texts.put(Path.of(args[3]), reference.page());
        List<Path> differing = new ArrayList<>();
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            if (!Files.exists(text.getKey()) || !Files.readString(text.getKey()).equals(text.getValue())) {
                differing.add(text.getKey());
            }
        }
        if (args[0].equals("write")) {
            for (Path path : differing) {
                Files.writeString(path, texts.get(path));
            }
        } else if (!differing.isEmpty()) {
            throw new IllegalStateException(
                    "differs from the metatypes: " + differing + "; bring it up to date with -Dreference=write");
        }
    }

    /** Text of each shipped file, by its name. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        byFile().forEach((file, of) -> files.put(file + ".cfg", text(file, of)));
        return files;
    }

    /** docs/configuration.md. */
    String page() {
        StringBuilder page = new StringBuilder(HEAD);
        byPid().forEach((pid, of) -> {
            page.append("\n## conf/")
                    .append(of.get(0).factory() ? pid + "-NAME" : pid)
                    .append(".cfg\n\n");
            of.forEach(group -> page.append(sentence(group.description())).append('\n'));
            page.append("\n| Setting | Default | Allowed | What it does |\n|---|---|---|---|\n");
            of.forEach(group -> group.settings().forEach(setting -> page.append(row(setting))));
            if (of.get(0).factory()) {
                List<String> shipped = Shipped.files(pid);
                page.append("\nShipped: ")
                        .append(shipped.isEmpty() ? "none" : String.join(", ", shipped))
                        .append(".\n");
            }
        });
        return page.toString();
    }

    private static String row(Setting setting) {
        String value = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
        return "| `" + setting.name() + "` | " + cell(value) + " | " + cell(setting.allowed()) + " | "
                + cell(sentence(setting.description())) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String text(String file, List<SettingGroup> of) {
        StringBuilder text = new StringBuilder();
        of.forEach(group -> comment(text, sentence(group.description())));
        comment(text, "Changes are taken while the server runs. docs/configuration.md describes all files.");
        for (SettingGroup group : of) {
            for (Setting setting : group.settings()) {
                text.append('\n');
                comment(text, sentence(setting.description()));
                if (!setting.allowed().equals("any text")) {
                    comment(text, "Allowed: " + setting.allowed() + ".");
                }
                String value = Shipped.value(file, setting);
                text.append(value.isEmpty() ? "# " : "")
                        .append(setting.name())
                        .append(" = ")
                        .append(value)
                        .append('\n');
            }
        }
        return text.toString().replace(" \n", "\n");
    }

    private static void comment(StringBuilder text, String sentence) {
        if (!sentence.isEmpty()) {
            text.append("# ").append(sentence).append('\n');
        }
    }

    private static String sentence(String text) {
        String one = text.strip().replaceAll("\\s+", " ");
        return one.isEmpty() || one.endsWith(".") ? one : one + ".";
    }

    private Map<String, List<SettingGroup>> byPid() {
        Map<String, List<SettingGroup>> pids = new TreeMap<>();
        groups.forEach(group ->
                pids.computeIfAbsent(group.pid(), key -> new ArrayList<>()).add(group));
        return pids;
    }

    private Map<String, List<SettingGroup>> byFile() {
        Map<String, List<SettingGroup>> files = new TreeMap<>();
        byPid().forEach((pid, of) -> {
            for (String file : of.get(0).factory() ? Shipped.files(pid) : List.of(pid)) {
                files.put(file, of);
            }
        });
        return files;
    }

    /** What the distribution sets up beyond defaults: four listeners. */
    private enum Shipped {
        IMAP("listener-imap", Map.of("protocol", "imap", "port", "1143", "tls", "starttls")),
        IMAPS("listener-imaps", Map.of("protocol", "imap", "port", "1993", "tls", "implicit")),
        POP3("listener-pop3", Map.of("protocol", "pop3", "port", "1110", "tls", "starttls")),
        POP3S("listener-pop3s", Map.of("protocol", "pop3", "port", "1995", "tls", "implicit"));

        private final String file;
        private final Map<String, String> values;

        Shipped(String file, Map<String, String> values) {
            this.file = file;
            this.values = values;
        }

        static List<String> files(String factoryPid) {
            List<String> files = new ArrayList<>();
            for (Shipped shipped : values()) {
                if (SettingIndex.pid(shipped.file).equals(factoryPid)) {
                    files.add(shipped.file);
                }
            }
            return files;
        }

        static String value(String file, Setting setting) {
            for (Shipped shipped : values()) {
                if (shipped.file.equals(file)) {
                    return shipped.values.getOrDefault(setting.name(), setting.defaultValue());
                }
            }
            return setting.defaultValue();
        }
    }
}
