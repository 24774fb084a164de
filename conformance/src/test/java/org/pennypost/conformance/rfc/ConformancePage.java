// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.rfc;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** docs/CONFORMANCE.md as text. */
final class ConformancePage {
    private ConformancePage() {}

    static String of(RfcIndex index, List<RfcIndex.Lack> lacks, Citations citations) {
        StringBuilder page = new StringBuilder("""
                # Conformance

                Made by `RfcIndexTest` of `conformance` from docs/rfc/index.tsv, docs/rfc/lacks.tsv, the `@Rfc` annotations and the
                scripts; the build fails when it is out of date. "yes" needs an annotation in the code and a conversation script, which
                runs on every store. "partial": the note says what is there.

                """);
        for (String status : List.of("yes", "partial", "no", "never")) {
            page.append("## ").append(title(status)).append("\n\n");
            boolean done = status.equals("yes") || status.equals("partial");
            page.append(
                    done
                            ? "| RFC | Title | Note | Sections in code | Scripts |\n|---|---|---|---|---|\n"
                            : "| RFC | Title | Note |\n|---|---|---|\n");
            index.rows().values().stream()
                    .filter(row -> row.status().equals(status))
                    .forEach(row -> {
                        page.append("| ").append(row.number()).append(" | ").append(row.title());
                        page.append(" | ").append(row.note()).append(" |");
                        if (done) {
                            page.append(' ')
                                    .append(list(citations.annotated().getOrDefault(row.number(), new TreeSet<>())));
                            page.append(" | ")
                                    .append(list(citations.scripts().getOrDefault(row.number(), new TreeSet<>())));
                            page.append(" |");
                        }
                        page.append('\n');
                    });
            page.append('\n');
        }
        page.append("## What is missing of what we do in part\n\n");
        page.append("| RFC | Section | Missing |\n|---|---|---|\n");
        lacks.forEach(lack -> page.append("| ")
                .append(lack.number())
                .append(" | §")
                .append(lack.section())
                .append(" | ")
                .append(lack.what())
                .append(" |\n"));
        return page.toString();
    }

    private static String title(String status) {
        return switch (status) {
            case "yes" -> "Done";
            case "partial" -> "Done in part";
            case "no" -> "Not yet";
            default -> "Never";
        };
    }

    private static String list(Collection<String> words) {
        return words.stream().map(word -> word.replace(".txt", "")).collect(Collectors.joining(", "));
    }
}
