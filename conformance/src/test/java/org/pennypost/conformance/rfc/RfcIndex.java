// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.rfc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code docs/rfc/index.tsv}: every RFC that concerns us, and how we stand to it. */
final class RfcIndex {
    private static final Path FOLDER = Path.of("../docs/rfc");

    private final SortedMap<Integer, Row> rows = new TreeMap<>();

    /**
     * One RFC.
     *
     * @param number of it
     * @param status yes, partial, no or never
     * @param title of it
     * @param note what is there, or why not; may be empty
     */
    record Row(int number, String status, String title, String note) {}

    /**
     * Something that an RFC demands and we lack.
     *
     * @param number of the RFC
     * @param section of it
     * @param what is missing
     */
    record Lack(int number, String section, String what) {}

    static RfcIndex read() throws IOException {
        RfcIndex index = new RfcIndex();
        for (String[] cells : table("index.tsv", 4)) {
            Row row = new Row(Integer.parseInt(cells[0]), cells[1], cells[2], cells[3]);
            if (index.rows.put(row.number, row) != null) {
                throw new IllegalStateException("RFC " + row.number + " is twice in the index");
            }
        }
        return index;
    }

    static List<Lack> lacks() throws IOException {
        List<Lack> lacks = new ArrayList<>();
        for (String[] cells : table("lacks.tsv", 3)) {
            lacks.add(new Lack(Integer.parseInt(cells[0]), cells[1], cells[2]));
        }
        return lacks;
    }

    private static List<String[]> table(String file, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            String[] cells = line.split("\t", -1);
            if (cells.length != columns) {
                throw new IllegalStateException(file + ": not " + columns + " columns: " + line);
            }
            rows.add(cells);
        }
        return rows.subList(1, rows.size());
    }

    SortedMap<Integer, Row> rows() {
        return rows;
    }
}
