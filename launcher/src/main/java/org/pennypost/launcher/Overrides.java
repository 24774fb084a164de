// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line lays over conf/.
 *
 * @param values FILE to NAME to value
 */
record Overrides(Map<String, Map<String, String>> values) {
    private static final List<String> LISTENERS = List.of("imap", "imaps", "pop3", "pop3s");

    /** Reads start's options; unknown names and wrong values are usage errors that say what is near or allowed. */
    static Overrides of(Arguments arguments, SettingIndex index) {
        Overrides overrides = new Overrides(new LinkedHashMap<>());
        for (String listener : LISTENERS) {
            arguments
                    .one(listener)
                    .ifPresent(port -> overrides.put(index, "--" + listener, "listener-" + listener, "port", port));
        }
        arguments
                .one("bind")
                .ifPresent(address -> index.files().stream()
                        .filter(file -> SettingIndex.pid(file).equals("listener"))
                        .forEach(file -> overrides.put(index, "--bind", file, "bind", address)));
        arguments
                .one("mail-location")
                .ifPresent(place -> overrides.put(index, "--mail-location", "mail", "location", place));
        arguments.all("set").forEach(pair -> overrides.set(index, pair));
        return overrides;
    }

    Map<String, String> of(String file) {
        return values.getOrDefault(file, Map.of());
    }

    private void set(SettingIndex index, String pair) {
        int equals = pair.indexOf('=');
        int dot = pair.lastIndexOf('.', equals);
        if (dot < 1 || equals < dot + 2) {
            throw ExitException.usage("--set " + pair
                    + ": write --set FILE.NAME=VALUE, for example --set mail.location=maildir:~/Maildir");
        }
        put(
                index,
                "--set " + pair,
                pair.substring(0, dot),
                pair.substring(dot + 1, equals),
                pair.substring(equals + 1));
    }

    private void put(SettingIndex index, String option, String file, String name, String value) {
        if (!index.files().contains(file)) {
            throw ExitException.usage(option + ": there is no conf/" + file + ".cfg" + near(index, file, name));
        }
        Setting setting = index.setting(file, name)
                .orElseThrow(() -> ExitException.usage(
                        option + ": conf/" + file + ".cfg has no setting " + name + near(index, file, name)));
        if (!setting.allows(value)) {
            throw ExitException.usage(
                    option + ": " + file + "." + name + " cannot be " + value + "; allowed: " + setting.allowed());
        }
        values.computeIfAbsent(file, key -> new LinkedHashMap<>()).put(name, value);
    }

    private static String near(SettingIndex index, String file, String name) {
        String hint = NearNames.hint(file + "." + name, index.keys());
        if (!hint.isEmpty()) {
            return hint;
        }
        return index.files().contains(file)
                ? "; known: " + String.join(", ", index.names(file))
                : "; known files: " + String.join(", ", index.files());
    }
}
