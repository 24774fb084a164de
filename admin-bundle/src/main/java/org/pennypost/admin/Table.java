// SPDX-License-Identifier: Apache-2.0
package org.pennypost.admin;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of named columns, printed for a person or as a JSON array of objects for a program. */
final class Table {
    private final String[] columns;
    private final List<Object[]> rows = new ArrayList<>();

    Table(String... columns) {
        this.columns = columns;
    }

    /** Adds a row: numbers and truth values stay such in JSON, the rest becomes text. */
    void row(Object... values) {
        if (values.length != columns.length) {
            throw new IllegalArgumentException("a row has " + columns.length + " values");
        }
        rows.add(values);
    }

    /** Prints all rows. */
    void print(PrintStream out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            text().forEach(out::println);
        }
    }

    List<String> text() {
        int[] widths = Arrays.stream(columns).mapToInt(String::length).toArray();
        for (Object[] row : rows) {
            for (int i = 0; i < columns.length; i++) {
                widths[i] = Math.max(widths[i], plain(row[i]).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(widths, columns));
        rows.forEach(row -> lines.add(line(widths, row)));
        return lines;
    }

    private static String line(int[] widths, Object[] values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            String value = plain(values[i]);
            line.append(value);
            if (i < values.length - 1) {
                line.append(" ".repeat(widths[i] - value.length() + 2));
            }
        }
        return line.toString().stripTrailing();
    }

    /** text for a terminal: what came from outside must not steer it */
    private static String plain(Object value) {
        return value.toString().replaceAll("\\p{Cntrl}", "?");
    }

    String json() {
        StringBuilder json = new StringBuilder("[");
        for (Object[] row : rows) {
            json.append(json.length() > 1 ? ",\n {" : "{");
            for (int i = 0; i < columns.length; i++) {
                json.append(i > 0 ? ", " : "");
                quote(json, columns[i]);
                json.append(": ");
                if (row[i] instanceof Number || row[i] instanceof Boolean) {
                    json.append(row[i]);
                } else {
                    quote(json, row[i].toString());
                }
            }
            json.append('}');
        }
        return json.append(']').toString();
    }

    /** {@code string} of RFC 8259 §7 */
    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x7F) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
