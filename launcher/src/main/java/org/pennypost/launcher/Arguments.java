// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of one command, taken apart: options with a value ({@code --home DIR} or {@code --home=DIR}) and the rest. */
final class Arguments {
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    private Arguments() {}

    static Arguments parse(List<String> args, String... allowed) {
        Arguments parsed = new Arguments();
        List<String> known = Arrays.asList(allowed);
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (!arg.startsWith("--")) {
                parsed.words.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
            if (!known.contains(name)) {
                throw ExitException.usage("unknown option --" + name + NearNames.hint(name, known));
            }
            if (equals < 0 && i + 1 == args.size()) {
                throw ExitException.usage("option --" + name + " needs a value");
            }
            String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
            parsed.options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parsed;
    }

    List<String> words() {
        return List.copyOf(words);
    }

    /** Every value given for an option that may be repeated. */
    List<String> all(String name) {
        return List.copyOf(options.getOrDefault(name, List.of()));
    }

    Optional<String> one(String name) {
        List<String> values = options.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ExitException.usage("option --" + name + " is given twice");
        }
        return values.stream().findFirst();
    }

    Home home(Path distribution) {
        String dir = one("home").orElse(distribution.toString());
        if (dir.isEmpty()) {
            throw ExitException.usage("option --home needs a folder");
        }
        return new Home(Path.of(dir).toAbsolutePath().normalize(), distribution);
    }

    void noWords() {
        if (!words.isEmpty()) {
            throw ExitException.usage("unexpected word " + words.get(0));
        }
    }
}
