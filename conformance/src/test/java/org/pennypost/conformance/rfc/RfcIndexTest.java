// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.rfc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What we say of RFCs is so; {@code -Dconformance.write=true} writes docs/CONFORMANCE.md anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RfcIndexTest {
    private static final Path PAGE = Path.of("../docs/CONFORMANCE.md");

    private RfcIndex index;
    private Citations citations;

    @BeforeAll
    void read() throws IOException {
        index = RfcIndex.read();
        citations = Citations.read();
    }

    @Test
    void statusIsOneOfFour() {
        assertThat(index.rows().values())
                .allSatisfy(row -> assertThat(row.status()).isIn("yes", "partial", "no", "never"))
                .allSatisfy(row -> assertThat(row.title()).isNotBlank());
    }

    @Test
    void everyCitationIsInTheIndex() {
        SortedSet<Integer> cited = new TreeSet<>(citations.annotated().keySet());
        cited.addAll(citations.mentioned().keySet());
        cited.addAll(citations.scripts().keySet());
        cited.removeAll(index.rows().keySet());
        assertThat(cited).as("RFCs cited that docs/rfc/index.tsv does not list").isEmpty();
    }

    @Test
    void whatCodeCitesWeClaimToDo() {
        assertThat(citations.annotated().keySet())
                .filteredOn(number -> index.rows().containsKey(number))
                .as("RFCs that @Rfc cites and the index calls no or never")
                .allSatisfy(number -> assertThat(index.rows().get(number).status())
                        .as("RFC " + number)
                        .isIn("yes", "partial"));
    }

    @Test
    void everyYesHasCodeAndScript() {
        index.rows().values().stream().filter(row -> row.status().equals("yes")).forEach(row -> {
            assertThat(citations.annotated()).as("@Rfc in code").containsKey(row.number());
            assertThat(citations.scripts()).as("a script").containsKey(row.number());
        });
    }

    @Test
    void lacksAreOfRfcsThatWeDoInPart() throws IOException {
        Set<Integer> partial = new TreeSet<>();
        index.rows().values().stream()
                .filter(row -> row.status().equals("partial"))
                .forEach(row -> partial.add(row.number()));
        assertThat(RfcIndex.lacks()).allSatisfy(lack -> assertThat(partial).contains(lack.number()));
    }

    @Test
    void pageIsUpToDate() throws IOException {
        String page = ConformancePage.of(index, RfcIndex.lacks(), citations);
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/CONFORMANCE.md; write it anew: mvn -pl conformance -am test -Dtest=RfcIndexTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.write=true")
                .isEqualTo(page);
    }
}
