// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.SpecialUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mailboxes that a new user gets.
 *
 * @param places in order
 */
record Template(List<Place> places) {
    private static final Logger LOG = LoggerFactory.getLogger(Template.class);
    private static final List<SpecialUse> KNOWN =
            List.of(SpecialUse.DRAFTS, SpecialUse.SENT, SpecialUse.TRASH, SpecialUse.JUNK, SpecialUse.ARCHIVE);

    /** What mail programs call such mailboxes, in lower case, the most usual first. */
    private static final Map<SpecialUse, List<String>> CALLED = Map.of(
            SpecialUse.DRAFTS, List.of("drafts", "draft"),
            SpecialUse.SENT, List.of("sent", "sent items", "sent messages", "sent mail", "sent-mail"),
            SpecialUse.TRASH, List.of("trash", "deleted items", "deleted messages", "deleted"),
            SpecialUse.JUNK, List.of("junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk mail"),
            SpecialUse.ARCHIVE, List.of("archive", "archives"));

    /**
     * One mailbox.
     *
     * @param use what it is for, if for something
     * @param name as it is made
     * @param subscribed whether it is subscribed
     */
    record Place(Optional<SpecialUse> use, MailboxName name, boolean subscribed) {
        /** Returns by how much another name looks like this place: 0 for its own, more the less usual; −1 for none. */
        int likeness(MailboxName other) {
            if (other.equals(name)) {
                return 0;
            }
            int depth = other.parts().size();
            boolean near = depth == 1 || (depth == 2 && other.parts().get(0).equals("INBOX"));
            int usual = use.isEmpty() || !near
                    ? -1
                    : CALLED.getOrDefault(use.get(), List.of())
                            .indexOf(other.leaf().toLowerCase(Locale.ROOT));
            return usual < 0 ? -1 : usual + 1;
        }
    }

    /** Reads a template; what cannot be read is logged and left out. */
    static Template parse(String setting) {
        List<Place> places = new ArrayList<>();
        for (String part : setting.split(",")) {
            if (!part.isBlank()) {
                try {
                    places.add(place(part.trim()));
                } catch (MailException | IllegalArgumentException wrong) {
                    LOG.error("template: {}: {}", part.trim(), wrong.getMessage());
                }
            }
        }
        return new Template(List.copyOf(places));
    }

    private static Place place(String text) {
        String rest = text;
        boolean subscribed = !rest.endsWith(":create");
        if (!subscribed || rest.endsWith(":subscribe")) {
            rest = rest.substring(0, rest.lastIndexOf(':'));
        }
        int colon = rest.indexOf(':');
        Optional<SpecialUse> use = colon < 0
                ? Optional.empty()
                : Optional.of(use(rest.substring(0, colon).trim()));
        return new Place(use, MailboxName.parse(rest.substring(colon + 1).trim(), '/'), subscribed);
    }

    private static SpecialUse use(String word) {
        String attribute = word.startsWith("\\") ? word : "\\" + word;
        return SpecialUse.of(attribute)
                .filter(KNOWN::contains)
                .orElseThrow(() -> new IllegalArgumentException(Stream.of(KNOWN)
                        .flatMap(List::stream)
                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", word + " is no use, expected one of ", ""))));
    }
}
