// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SearchKey;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.StatusItem;
import org.pennypost.api.imap.Teller;
import org.pennypost.api.search.SearchQuery;
import org.pennypost.imap.engine.DepartedWord;
import org.pennypost.imap.engine.Words;
import org.pennypost.imap.wire.Reader;

/**
 * All words at one moment: an immutable snapshot that a command holds while it is read and run. The registry publishes the
 * next one with one volatile write.
 */
final class Grammar implements Words {
    private final List<Installed> installed;
    private final List<Departed> departed;
    private final Set<String> dispensable;
    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, FetchItem> fetchItems = new HashMap<>();
    private final Map<String, StatusItem> statusItems = new HashMap<>();
    private final Map<String, SearchKey> searchKeys = new HashMap<>();
    private final Map<Slot<?>, List<Parameter<?>>> parameters = new HashMap<>();
    private final Map<String, Feature> features = new HashMap<>();
    private final List<Teller> tellers = new ArrayList<>();
    private final AtomicInteger users = new AtomicInteger();

    /**
     * An extension that has left and may come back.
     *
     * @param extension what it was
     * @param words what it brought
     * @param awaited tells whether the time for it to come back is not over
     */
    record Departed(Installed extension, Set<String> words, BooleanSupplier awaited) {}

    /**
     * Makes the snapshot of extensions that do not clash.
     *
     * @param dispensable features that have left and that sessions can do without
     */
    Grammar(List<Installed> installed, List<Departed> departed, Set<String> dispensable) {
        this.installed = List.copyOf(installed);
        this.departed = List.copyOf(departed);
        this.dispensable = Set.copyOf(dispensable);
        for (Installed extension : installed) {
            extension.commands().forEach(command -> commands.put(command.name(), command));
            extension.fetchItems().forEach(item -> fetchItems.put(item.name(), item));
            extension.statusItems().forEach(item -> statusItems.put(item.name(), item));
            extension.searchKeys().forEach(key -> searchKeys.put(key.name(), key));
            extension.features().forEach(feature -> features.put(feature.name(), feature));
            tellers.addAll(extension.tellers());
            for (Parameter<?> parameter : extension.parameters()) {
                parameters
                        .computeIfAbsent(parameter.slot(), slot -> new ArrayList<>())
                        .add(parameter);
            }
        }
    }

    /** Counts a step that uses these words; each is followed by {@link #leave}. */
    void enter() {
        users.incrementAndGet();
    }

    /** Ends a step. */
    void leave() {
        users.decrementAndGet();
    }

    /** Tells whether no step uses these words. */
    boolean isQuiet() {
        return users.get() == 0;
    }

    /**
     * Returns the command of a name.
     *
     * @throws DepartedWord if it has left a moment ago
     */
    Optional<Command> command(String name) {
        return Optional.ofNullable(find(commands, "command ", name));
    }

    /** Returns the name of the extension that brought a command. */
    String owner(String command) {
        return installed.stream()
                .filter(extension ->
                        extension.commands().stream().anyMatch(one -> one.name().equals(command)))
                .map(extension -> extension.origin().name())
                .findFirst()
                .orElse("an extension that has left");
    }

    /** Tells whether a word is the name of a command, or the first of two. */
    boolean begins(String word) {
        return word.equals("UID") || commands.containsKey(word);
    }

    @Override
    public Optional<FetchItem> fetchItem(String name) {
        return Optional.ofNullable(find(fetchItems, "item ", name));
    }

    @Override
    public Optional<Feature> feature(String name) {
        return Optional.ofNullable(find(features, "feature ", name));
    }

    @Override
    public List<Teller> tellers() {
        return tellers;
    }

    private <T> @Nullable T find(Map<String, T> words, String kind, String name) {
        T word = words.get(name);
        if (word == null) {
            for (Departed gone : departed) {
                if (gone.words.contains(kind + name) && gone.awaited.getAsBoolean()) {
                    throw new DepartedWord(name);
                }
            }
        }
        return word;
    }

    @Override
    public <P> Optional<Parameter.Edit<P>> parameter(Slot<P> slot, ImapReader in) {
        int here = in.offset();
        for (Parameter<?> candidate : parameters.getOrDefault(slot, List.of())) {
            if (opens(candidate, in, here)) {
                @SuppressWarnings("unchecked") // parameters are filed under their own slot, which has their type
                Parameter<P> parameter = (Parameter<P>) candidate;
                return Optional.of(parameter.parse(in));
            }
        }
        for (Departed gone : departed) {
            if (gone.awaited.getAsBoolean()) {
                for (Parameter<?> parameter : gone.extension.parameters()) {
                    if (parameter.slot() == slot && opensStill(parameter, in, here)) {
                        throw new DepartedWord(parameter.name());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean opens(Parameter<?> parameter, ImapReader in, int here) {
        boolean opens = parameter.opens(in);
        in.back(here);
        return opens;
    }

    /** The classes of a departed bundle may be gone. */
    private static boolean opensStill(Parameter<?> parameter, ImapReader in, int here) {
        try {
            return opens(parameter, in, here);
        } catch (LinkageError gone) {
            in.back(here);
            return in.word(parameter.name());
        }
    }

    /** {@code search-key}: a list in parentheses, a sequence set, or a word (RFC 9051 §9). */
    @Override
    public SearchTerm searchKey(ImapReader in) {
        Reader reader = (Reader) in;
        reader.deeper();
        SearchTerm term = term(reader);
        reader.shallower();
        return term;
    }

    @Override
    public StatusItem statusItem(ImapReader in) {
        int from = in.offset();
        StatusItem item = find(statusItems, "status ", in.atom().toUpperCase(Locale.ROOT));
        if (item == null) {
            in.back(from);
            throw in.expected("a status item");
        }
        return item;
    }

    private SearchTerm term(Reader in) {
        int first = in.peek();
        if (first == '(') {
            return list(in);
        }
        if (first == '*' || first == '$' || (first >= '0' && first <= '9')) {
            var set = in.sequenceSet();
            return session ->
                    new SearchQuery.Uids(session.selected().orElseThrow().resolve(set, false));
        }
        int from = in.offset();
        String word = in.atom("a search key").toUpperCase(Locale.ROOT);
        SearchKey key = find(searchKeys, "key ", word);
        if (key == null) {
            in.back(from);
            throw in.expected("a search key");
        }
        return key.parse(in);
    }

    private SearchTerm list(Reader in) {
        in.expect('(');
        List<SearchTerm> terms = new ArrayList<>();
        do {
            terms.add(searchKey(in));
        } while (in.next(' '));
        in.expect(')');
        return session -> new SearchQuery.And(
                terms.stream().map(term -> term.query(session)).toList());
    }

    /** Returns what every extension announces to a session, and what the departed announced, each once. */
    Collection<String> capabilities(ImapSession session) {
        Set<String> all = new LinkedHashSet<>();
        for (Installed extension : installed) {
            all.addAll(extension.capabilities(session));
        }
        for (Departed gone : departed) {
            if (gone.awaited.getAsBoolean()) {
                all.addAll(gone.extension.announced());
            }
        }
        return all;
    }

    /** Says whether a feature that a session has enabled is still there. */
    Standing standing(String name) {
        try {
            if (feature(name).isPresent()) {
                return Standing.THERE;
            }
        } catch (DepartedWord gone) {
            return Standing.AWAITED;
        }
        return dispensable.contains(name) ? Standing.GONE : Standing.LOST;
    }

    /** How a feature stands. */
    enum Standing {
        /** It is there. */
        THERE,
        /** It has left and may come back. */
        AWAITED,
        /** It is gone, and nobody minds. */
        GONE,
        /** It is gone, and sessions that have it must end. */
        LOST
    }
}
