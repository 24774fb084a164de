// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Teller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An extension with its lists, which are asked once, and the capabilities it announced last, which are still announced for
 * a moment when it has left.
 */
final class Installed {
    private static final Logger LOG = LoggerFactory.getLogger(Installed.class);

    private final ImapExtension extension;
    private final Origin origin;
    private final Lists lists;
    private volatile List<String> announced = List.of();

    /**
     * Where an extension comes from.
     *
     * @param name its own
     * @param bundle symbolic name and version
     * @param ranking of the service; of two that clash the higher one serves
     * @param order in which they arrived; of equals the first one serves
     */
    record Origin(String name, String bundle, int ranking, long order) {}

    /** What an extension contributes. */
    private record Lists(
            List<Command> commands,
            List<FetchItem> fetchItems,
            List<StatusItem> statusItems,
            List<SearchKey> searchKeys,
            List<Parameter<?>> parameters,
            List<Teller> tellers,
            List<Feature> features) {}

    /**
     * Asks the extension for its lists.
     *
     * @throws RuntimeException or LinkageError if it throws
     */
    Installed(ImapExtension extension, Origin origin) {
        this.extension = extension;
        this.origin = origin;
        this.lists = new Lists(
                List.copyOf(extension.commands()),
                List.copyOf(extension.fetchItems()),
                List.copyOf(extension.statusItems()),
                List.copyOf(extension.searchKeys()),
                List.copyOf(extension.parameters()),
                extension.tellers().stream().<Teller>map(GuardedTeller::new).toList(),
                List.copyOf(extension.features()));
    }

    ImapExtension extension() {
        return extension;
    }

    Origin origin() {
        return origin;
    }

    /** Asks for the capabilities; of an extension that cannot tell them those it told last (engine rule 13). */
    List<String> capabilities(ImapSession session) {
        try {
            announced = extension.capabilities(session).stream()
                    .filter(Installed::isAtom)
                    .toList();
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            LOG.error("{} of {} cannot tell its capabilities", origin.name, origin.bundle, bug);
        }
        return announced;
    }

    private static boolean isAtom(String capability) {
        return !capability.isEmpty() && capability.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Returns what was announced last. */
    List<String> announced() {
        return announced;
    }

    List<Command> commands() {
        return lists.commands;
    }

    List<FetchItem> fetchItems() {
        return lists.fetchItems;
    }

    List<StatusItem> statusItems() {
        return lists.statusItems;
    }

    List<SearchKey> searchKeys() {
        return lists.searchKeys;
    }

    List<Parameter<?>> parameters() {
        return lists.parameters;
    }

    List<Teller> tellers() {
        return lists.tellers;
    }

    List<Feature> features() {
        return lists.features;
    }

    /** Returns every word it brings, with its kind in front, so that clashes show. */
    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        words.add("extension " + origin.name);
        commands().forEach(command -> words.add("command " + command.name()));
        fetchItems().forEach(item -> words.add("item " + item.name()));
        statusItems().forEach(item -> words.add("status " + item.name()));
        searchKeys().forEach(key -> words.add("key " + key.name()));
        parameters().forEach(parameter -> words.add(parameter.slot() + " " + parameter.name()));
        features().forEach(feature -> words.add("feature " + feature.name()));
        return words;
    }

    /** Returns the words of several, in one list. */
    static List<String> words(List<Installed> all) {
        List<String> words = new ArrayList<>();
        all.forEach(one -> words.addAll(one.words()));
        return words;
    }
}
