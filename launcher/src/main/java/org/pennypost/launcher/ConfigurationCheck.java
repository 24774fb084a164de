// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through conf/ before the start: what is wrong there, where, and what would be allowed. */
final class ConfigurationCheck {
    private ConfigurationCheck() {}

    static List<String> problems(Home home, SettingIndex index) {
        List<String> problems = new ArrayList<>();
        for (Path path : home.configurationFiles()) {
            try {
                SettingIndex.read(path)
                        .forEach((name, value) ->
                                problem(index, path, Map.entry(name, value)).ifPresent(problems::add));
            } catch (ExitException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }

    private static Optional<String> problem(SettingIndex index, Path path, Map.Entry<String, String> entry) {
        String file = SettingIndex.file(path);
        Optional<Setting> setting = index.setting(file, entry.getKey());
        if (setting.isEmpty()) {
            return index.names(file).isEmpty()
                    ? Optional.empty()
                    : Optional.of(path + ": unknown setting " + entry.getKey()
                            + NearNames.hint(entry.getKey(), index.names(file)));
        }
        return setting.filter(known -> !known.allows(entry.getValue().strip()))
                .map(known -> path + ": " + entry.getKey() + " cannot be " + entry.getValue() + "; allowed: "
                        + known.allowed());
    }
}
