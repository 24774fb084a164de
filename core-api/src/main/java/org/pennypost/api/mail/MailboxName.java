// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.mail;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The full name of a mailbox: a path of one or more Unicode parts, free of any wire or disk encoding and of any
 * hierarchy separator. A first part that reads INBOX in any case is {@code INBOX} (RFC 9051 §5.1).
 *
 * <p>Refused with {@link Problem#INVALID}: no part at all, an empty part, a part {@code .} or {@code ..}, a control
 * character or NUL, an unpaired surrogate, more than 255 UTF-8 octets in a part, 1000 in all, or more than 100 parts.
 */
public final class MailboxName implements Comparable<MailboxName> {
    /** The mailbox every user has. */
    public static final MailboxName INBOX = new MailboxName(List.of("INBOX"));

    private static final int PART_OCTETS = 255;
    private static final int ALL_OCTETS = 1000;
    private static final int PARTS = 100;

    private final List<String> parts;

    private MailboxName(List<String> parts) {
        this.parts = parts;
    }

    /**
     * Returns the name made of these parts.
     *
     * @throws MailException INVALID, see above
     */
    public static MailboxName of(List<String> parts) {
        if (parts.isEmpty() || parts.size() > PARTS) {
            throw invalid("a mailbox name has 1 to " + PARTS + " parts");
        }
        List<String> checked = new ArrayList<>(parts.size());
        int octets = 0;
        for (String part : parts) {
            octets += check(part) + 1;
            checked.add(checked.isEmpty() && part.equalsIgnoreCase("INBOX") ? "INBOX" : part);
        }
        if (octets > ALL_OCTETS) {
            throw invalid("a mailbox name has at most " + ALL_OCTETS + " octets");
        }
        return new MailboxName(List.copyOf(checked));
    }

    /**
     * Returns the name written with the given hierarchy separator. One separator at the end is ignored
     * ({@code CREATE "A/"}, RFC 9051 §6.3.4).
     *
     * @throws MailException INVALID, see above
     */
    public static MailboxName parse(String text, char separator) {
        String name = text.length() > 1 && text.charAt(text.length() - 1) == separator
                ? text.substring(0, text.length() - 1)
                : text;
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = name.indexOf(separator); at >= 0; at = name.indexOf(separator, start)) {
            parts.add(name.substring(start, at));
            start = at + 1;
        }
        parts.add(name.substring(start));
        return of(parts);
    }

    private static int check(String part) {
        if (part.isEmpty()) {
            throw invalid("a part of a mailbox name must not be empty");
        }
        if (part.equals(".") || part.equals("..")) {
            throw invalid("a part of a mailbox name must not be . or ..");
        }
        int octets = 0;
        for (int i = 0; i < part.length(); i++) {
            int c = part.codePointAt(i);
            if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                throw invalid("a mailbox name must not contain control characters");
            }
            octets += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (c >= 0x10000) {
                i++;
            }
        }
        if (octets > PART_OCTETS) {
            throw invalid("a part of a mailbox name has at most " + PART_OCTETS + " octets");
        }
        return octets;
    }

    private static MailException invalid(String text) {
        return new MailException(Problem.INVALID, text);
    }

    /** Returns the parts, outermost first; never empty. */
    public List<String> parts() {
        return parts;
    }

    /** Returns the last part. */
    public String leaf() {
        return parts.get(parts.size() - 1);
    }

    /** Tells whether this is the INBOX itself. */
    public boolean isInbox() {
        return parts.size() == 1 && parts.get(0).equals("INBOX");
    }

    /** Returns the mailbox one level up, empty for a name of one part. */
    public Optional<MailboxName> parent() {
        return parts.size() == 1 ? Optional.empty() : Optional.of(new MailboxName(parts.subList(0, parts.size() - 1)));
    }

    /**
     * Returns the name one level down.
     *
     * @throws MailException INVALID if the part cannot be one
     */
    public MailboxName child(String part) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(part);
        return of(longer);
    }

    /** Tells whether this name lies below the other, at any depth; a name is not below itself. */
    public boolean isBelow(MailboxName other) {
        return parts.size() > other.parts.size()
                && parts.subList(0, other.parts.size()).equals(other.parts);
    }

    /**
     * Returns this name after {@code from} has been renamed to {@code to}: itself, if it is neither {@code from} nor
     * below it.
     *
     * @throws MailException INVALID if the new name gets too long
     */
    public MailboxName renamed(MailboxName from, MailboxName to) {
        if (equals(from)) {
            return to;
        }
        if (!isBelow(from)) {
            return this;
        }
        List<String> moved = new ArrayList<>(to.parts);
        moved.addAll(parts.subList(from.parts.size(), parts.size()));
        return of(moved);
    }

    /** Returns the name with its parts joined by the separator; a separator inside a part is not escaped. */
    public String text(char separator) {
        return parts.size() == 1 ? parts.get(0) : String.join(String.valueOf(separator), parts);
    }

    /** Returns the name in Unicode form NFC, as names should be compared and kept (RFC 5198 §3, RFC 9051 §5.1). */
    public MailboxName normalised() {
        return of(parts.stream()
                .map(part -> Normalizer.normalize(part, Normalizer.Form.NFC))
                .toList());
    }

    @Override
    public int compareTo(MailboxName other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailboxName name && parts.equals(name.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Returns the name joined by {@code /}, for logs. */
    @Override
    public String toString() {
        return text('/');
    }
}
