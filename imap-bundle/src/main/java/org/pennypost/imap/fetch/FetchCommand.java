// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.SequenceSet;
import org.pennypost.api.imap.Slot;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.imap.engine.ParameterList;
import org.pennypost.imap.engine.Words;

/** FETCH and UID FETCH. The items are words like any other, whoever brings them. */
@Rfc(number = 9051, section = "6.4.5")
@Rfc(number = 9051, section = "6.4.9")
@Rfc(number = 3501, section = "6.4.5")
public final class FetchCommand implements Command {
    private static final Map<String, List<String>> MACROS = Map.of(
            "FAST", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
            "ALL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
            "FULL", List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"));

    private final boolean uids;

    /** Makes the command, or its UID form. */
    public FetchCommand(boolean uids) {
        this.uids = uids;
    }

    @Override
    public String name() {
        return uids ? "UID FETCH" : "FETCH";
    }

    @Override
    public Traits traits() {
        return uids ? Traits.selected() : Traits.selected().usingNumbers();
    }

    /**
     * {@code fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")")
     * [SP "(" fetch-modifier *(SP fetch-modifier) ")"]} (RFC 3501 §9, RFC 4466 §6).
     */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        SequenceSet set = in.sequenceSet();
        in.sp();
        Items items = new Items();
        if (in.next('(')) {
            do {
                items.add(item(in));
            } while (in.next(' '));
            in.expect(')');
        } else {
            macroOrItem(in, items);
        }
        List<Parameter.Edit<FetchPlan>> modifiers =
                in.next(' ') ? ParameterList.once(Slot.FETCH_MODIFIER, in) : List.of();
        in.end();
        if (uids && !items.has("UID")) {
            items.list.add(0, new Item("UID", MetaItem.UID));
        }
        return new FetchCall(new FetchCall.Wanted(uids, List.copyOf(items.list)), set, modifiers);
    }

    private static void macroOrItem(ImapReader in, Items items) {
        for (Map.Entry<String, List<String>> macro : MACROS.entrySet()) {
            if (in.word(macro.getKey())) {
                macro.getValue().forEach(name -> items.add(item(name, in)));
                return;
            }
        }
        items.add(item(in));
    }

    private static Item item(ImapReader in) {
        int from = in.offset();
        String name = in.atom();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '[' || name.charAt(i) == '<') {
                name = name.substring(0, i);
            }
        }
        in.back(from + name.length());
        return item(name.toUpperCase(Locale.ROOT), in);
    }

    private static Item item(String name, ImapReader in) {
        FetchItem item = Words.of(in).fetchItem(name).orElse(null);
        if (item == null) {
            throw in.expected("a FETCH item");
        }
        return new Item(name, item.parse(in));
    }

    /**
     * One thing asked for.
     *
     * @param name its word
     * @param part what it does
     */
    record Item(String name, FetchItem.Part part) {}

    /** What is asked for, each thing once. */
    private static final class Items {
        private final List<Item> list = new ArrayList<>();
        private final Set<Item> seen = new HashSet<>();

        void add(Item item) {
            if (seen.add(item)) {
                list.add(item);
            }
        }

        boolean has(String name) {
            return list.stream().anyMatch(item -> item.name.equals(name));
        }
    }
}
