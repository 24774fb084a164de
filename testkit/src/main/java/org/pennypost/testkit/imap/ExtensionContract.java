// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.StatusItem;

/**
 * What every extension does before anybody has sent it a command. An extension's test extends this class; how its words
 * behave on the wire is shown by scripts.
 */
public abstract class ExtensionContract {
    private static final String ATOM = "[!#$&'+,./0-9:;<=>?@A-Z^_`|~-]+";

    /** Returns the extension, as its bundle makes it. */
    protected abstract ImapExtension newExtension();

    /** Every word that the extension adds, each with its kind. */
    private static List<String> words(ImapExtension extension) {
        List<String> words = new ArrayList<>();
        Stream.of(
                        extension.commands().stream().map(Command::name).map("command "::concat),
                        extension.fetchItems().stream().map(FetchItem::name).map("item "::concat),
                        extension.statusItems().stream().map(StatusItem::name).map("status "::concat),
                        extension.searchKeys().stream().map(SearchKey::name).map("key "::concat),
                        extension.features().stream().map(Feature::name).map("feature "::concat),
                        extension.parameters().stream()
                                .map(parameter -> "parameter " + parameter.slot() + " " + parameter.name()))
                .flatMap(kind -> kind)
                .forEach(words::add);
        return words;
    }

    @Test
    final void nameIsAnAtomInUpperCase() {
        assertThat(newExtension().name()).matches(ATOM);
    }

    @Test
    final void wordsAreAtomsInUpperCase() {
        assertThat(words(newExtension())).allSatisfy(word -> {
            String name = word.substring(word.lastIndexOf(' ') + 1);
            assertThat(name).as(word).matches(ATOM);
        });
    }

    @Test
    final void wordsDoNotClashAmongThemselves() {
        assertThat(words(newExtension())).doesNotHaveDuplicates();
    }

    @Test
    final void wordsAreTheSameEachTime() {
        ImapExtension extension = newExtension();
        assertThat(words(extension)).isEqualTo(words(extension)).isEqualTo(words(newExtension()));
    }

    @Test
    final void commandsSayWhereTheyAreAllowed() {
        assertThat(newExtension().commands())
                .allSatisfy(command -> assertThat(command.traits()).isNotNull());
    }

    @Test
    final void parametersSayWhereTheyStand() {
        List<Parameter<?>> parameters = newExtension().parameters();
        assertThat(parameters)
                .allSatisfy(parameter -> assertThat(parameter.slot()).isNotNull());
    }
}
