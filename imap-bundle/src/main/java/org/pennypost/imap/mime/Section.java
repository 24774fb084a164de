// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Content;

/**
 * A section of a message, as BODY[...] names it. {@code section-spec = section-msgtext / (section-part ["."
 * section-text])} (RFC 3501 §6.4.5).
 *
 * @param parts part numbers from the outside in, each 1 or more; none for the whole message
 * @param text which of its texts
 * @param fields names for the two kinds of header fields, else none
 */
@Rfc(number = 3501, section = "6.4.5")
public record Section(List<Integer> parts, Text text, List<String> fields) {
    /** What of a part is meant. */
    public enum Text {
        /** All of a message, the body of a part. */
        ALL(""),
        HEADER("HEADER"),
        HEADER_FIELDS("HEADER.FIELDS"),
        HEADER_FIELDS_NOT("HEADER.FIELDS.NOT"),
        TEXT("TEXT"),
        MIME("MIME");

        private final String word;

        Text(String word) {
            this.word = word;
        }

        /** As on the wire; nothing for {@link #ALL}. */
        public String word() {
            return word;
        }
    }

    /** The whole message. */
    public static final Section WHOLE = new Section(List.of(), Text.ALL, List.of());

    public static final Section HEADER = new Section(List.of(), Text.HEADER, List.of());

    public static final Section TEXT = new Section(List.of(), Text.TEXT, List.of());

    public Section {
        parts = List.copyOf(parts);
        fields = List.copyOf(fields);
        if (parts.stream().anyMatch(number -> number < 1)) {
            throw new IllegalArgumentException("part numbers begin at 1");
        }
        if (text == Text.MIME && parts.isEmpty()) {
            throw new IllegalArgumentException("MIME needs a part number");
        }
        if ((text == Text.HEADER_FIELDS || text == Text.HEADER_FIELDS_NOT) == fields.isEmpty()) {
            throw new IllegalArgumentException("field names belong to HEADER.FIELDS, one at least");
        }
    }

    /**
     * Reads what stands before a list of field names: {@code 1.2.HEADER.FIELDS}, {@code TEXT}, {@code 4.MIME} or nothing.
     *
     * @param spec without brackets
     * @param fields the names that followed, none otherwise
     * @return empty when it breaks the grammar
     */
    public static Optional<Section> of(String spec, List<String> fields) {
        List<Integer> parts = new ArrayList<>();
        String rest = spec.toUpperCase(Locale.ROOT);
        while (!rest.isEmpty() && rest.charAt(0) >= '0' && rest.charAt(0) <= '9') {
            int end = rest.indexOf('.');
            String digits = end < 0 ? rest : rest.substring(0, end);
            if (digits.length() > 9
                    || digits.charAt(0) == '0'
                    || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            parts.add(Integer.valueOf(digits));
            rest = end < 0 ? "" : rest.substring(end + 1);
            if (end >= 0 && rest.isEmpty()) {
                return Optional.empty();
            }
        }
        for (Text text : Text.values()) {
            if (text.word.equals(rest)) {
                try {
                    return Optional.of(new Section(parts, text, fields));
                } catch (IllegalArgumentException broken) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The same, as it was read, without the list of field names. */
    public String spec() {
        StringBuilder spec = new StringBuilder();
        for (int number : parts) {
            spec.append(number).append('.');
        }
        if (text == Text.ALL && !parts.isEmpty()) {
            spec.setLength(spec.length() - 1);
        }
        return spec.append(text.word).toString();
    }

    /**
     * Finds the section in a message.
     *
     * @param message the octets; read only for header fields
     * @param layout where the parts of this message lie
     * @return its octets; empty when there is no such part, or when it has no such text
     */
    public Optional<SectionData> find(Content message, Layout layout) {
        if (parts.isEmpty()) {
            return text == Text.ALL
                    ? Optional.of(SectionData.range(layout.headerStart(), layout.bodyEnd()))
                    : ofMessage(message, layout);
        }
        Layout at = layout;
        boolean isMessage = true;
        for (int number : parts) {
            // A message's own part 1 is its body, unless that is a multipart; so is the one of a message inside.
            Layout in = !isMessage && at.kind() == MimePart.Kind.MESSAGE
                    ? at.children().get(0)
                    : at;
            boolean entered = isMessage || in != at;
            if (in.kind() == MimePart.Kind.MULTIPART) {
                if (number > in.children().size()) {
                    return Optional.empty();
                }
                at = in.children().get(number - 1);
            } else if (entered && number == 1) {
                at = in;
            } else {
                return Optional.empty();
            }
            isMessage = false;
        }
        return switch (text) {
            case ALL -> Optional.of(SectionData.range(at.bodyStart(), at.bodyEnd()));
            case MIME -> Optional.of(SectionData.range(at.headerStart(), at.bodyStart()));
            default ->
                at.kind() == MimePart.Kind.MESSAGE
                        ? ofMessage(message, at.children().get(0))
                        : Optional.empty();
        };
    }

    private Optional<SectionData> ofMessage(Content message, Layout at) {
        return Optional.of(
                switch (text) {
                    case HEADER -> SectionData.range(at.headerStart(), at.bodyStart());
                    case TEXT -> SectionData.range(at.bodyStart(), at.bodyEnd());
                    default -> FieldFilter.pick(message, at, fields, text == Text.HEADER_FIELDS);
                });
    }
}
