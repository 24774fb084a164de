// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pennypost.api.pop3.Pop3Command;

/**
 * The words that are installed: an immutable value, exchanged as a whole. Words that have just left are remembered, so that
 * a client who meets one waits a moment instead of being told that it is unknown.
 *
 * @param installed by word, in upper case
 * @param extensions in the order in which capabilities are announced
 * @param departed words whose extension has left, in upper case
 */
public record Words(Map<String, Installed> installed, List<Extension> extensions, Set<String> departed) {
    /**
     * A command and what it came with.
     *
     * @param command the command
     * @param extension its extension
     */
    public record Installed(Pop3Command command, Extension extension) {}

    /** Returns the words of these extensions; of two commands of one name the first counts. */
    public static Words of(List<Extension> extensions, Set<String> departed) {
        Map<String, Installed> words = new LinkedHashMap<>();
        for (Extension extension : extensions) {
            for (Pop3Command command : extension.commands()) {
                words.putIfAbsent(command.name(), new Installed(command, extension));
            }
        }
        return new Words(Map.copyOf(words), List.copyOf(extensions), Set.copyOf(departed));
    }

    /** Returns the command of a word in upper case. */
    Optional<Installed> find(String word) {
        return Optional.ofNullable(installed.get(word));
    }
}
