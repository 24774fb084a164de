// SPDX-License-Identifier: Apache-2.0
package org.pennypost.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant: known names within a few typing mistakes of the one typed. */
final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    /** At most three known names, nearest first; empty when none is near. */
    static List<String> of(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int reach = Math.max(2, wanted.length() / 3);
        record Near(String name, int distance) {}
        return known.stream()
                .map(name -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance() <= reach
                        || wanted.length() > 2
                                && near.name().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** {@code "; near: a, b"}, or the empty string. */
    static String hint(String typed, Collection<String> known) {
        List<String> near = of(typed, known);
        return near.isEmpty() ? "" : "; near: " + String.join(", ", near);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
