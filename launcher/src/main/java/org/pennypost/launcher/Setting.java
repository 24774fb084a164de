// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One typed setting, as a Metatype attribute states it.
 *
 * @param name the key in the file
 * @param type Metatype's word: String, Integer, Long, Boolean ...
 * @param defaultValue what holds when the file does not name it; empty when there is none
 * @param min smallest number, or empty
 * @param max largest number, or empty
 * @param options the only values allowed; empty: any
 * @param description a sentence for people
 */
record Setting(
        String name,
        String type,
        String defaultValue,
        Optional<String> min,
        Optional<String> max,
        List<String> options,
        String description) {

    Setting {
        options = List.copyOf(options);
    }

    /** A key that only a shipped file knows. */
    static Setting untyped(String name, String value) {
        return new Setting(name, "String", value, Optional.empty(), Optional.empty(), List.of(), "");
    }

    boolean allows(String value) {
        if (!options.isEmpty()) {
            return options.contains(value);
        }
        return switch (type) {
            case "Boolean" -> value.equals("true") || value.equals("false");
            case "Integer", "Long", "Short", "Byte" -> whole(value) && within(value);
            case "Double", "Float" -> number(value) && within(value);
            default -> true;
        };
    }

    /** The values allowed, in words. */
    String allowed() {
        if (!options.isEmpty()) {
            return String.join(", ", options);
        }
        return switch (type) {
            case "Boolean" -> "true, false";
            case "Integer", "Long", "Short", "Byte" -> "a whole number" + range();
            case "Double", "Float" -> "a number" + range();
            default -> "any text";
        };
    }

    private String range() {
        if (min.isPresent() && max.isPresent()) {
            return ", " + min.get() + " to " + max.get();
        }
        return min.map(least -> ", at least " + least)
                .or(() -> max.map(most -> ", at most " + most))
                .orElse("");
    }

    private boolean whole(String value) {
        try {
            long number = Long.parseLong(value);
            return switch (type) {
                case "Integer" -> number == (int) number;
                case "Short" -> number == (short) number;
                case "Byte" -> number == (byte) number;
                default -> true;
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean number(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean within(String value) {
        BigDecimal number = new BigDecimal(value);
        return min.map(least -> number.compareTo(new BigDecimal(least)) >= 0).orElse(true)
                && max.map(most -> number.compareTo(new BigDecimal(most)) <= 0).orElse(true);
    }
}
