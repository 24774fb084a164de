// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.mime.Section;

/**
 * {@code BODY[…]} and {@code BODY.PEEK[…]}; {@code BODY} alone is the structure.
 *
 * @param name its word
 * @param seen whether the message counts as read afterwards
 */
@Rfc(number = 9051, section = "6.4.5")
record SectionItem(String name, boolean seen) implements FetchItem {
    static final List<FetchItem> ALL = List.of(new SectionItem("BODY", true), new SectionItem("BODY.PEEK", false));

    /** {@code section ["<" number "." nz-number ">"]} (RFC 3501 §9). */
    @Override
    public Part parse(ImapReader in) {
        if (!in.next('[')) {
            if (seen) {
                return StructureItem.BODY;
            }
            throw in.expected("\"[\"");
        }
        Section section = section(in);
        SectionPart.Partial partial = in.next('<') ? partial(in) : SectionPart.Partial.ALL;
        return new SectionPart(label(section), section, partial, seen);
    }

    private static Section section(ImapReader in) {
        if (in.next(']')) {
            return Section.WHOLE;
        }
        int from = in.offset();
        String spec = in.atom();
        List<String> fields = in.next(' ') ? fields(in) : List.of();
        in.expect(']');
        return Section.of(spec, fields).orElseThrow(() -> {
            in.back(from);
            return in.expected("a section");
        });
    }

    /** {@code header-list = "(" header-fld-name *(SP header-fld-name) ")"}. */
    private static List<String> fields(ImapReader in) {
        List<String> fields = new ArrayList<>();
        in.expect('(');
        do {
            fields.add(in.astring());
        } while (in.next(' '));
        in.expect(')');
        return fields;
    }

    private static SectionPart.Partial partial(ImapReader in) {
        long origin = in.number();
        in.expect('.');
        int from = in.offset();
        long count = in.number();
        if (count == 0) {
            in.back(from);
            throw in.expected("1 or more octets");
        }
        in.expect('>');
        return new SectionPart.Partial(origin, count);
    }

    private static String label(Section section) {
        StringBuilder label = new StringBuilder("BODY[").append(section.spec());
        if (!section.fields().isEmpty()) {
            label.append(" (");
            for (String field : section.fields()) {
                label.append(label.charAt(label.length() - 1) == '(' ? "" : " ").append(astring(field));
            }
            label.append(')');
        }
        return label.append(']').toString();
    }

    /** Names that are no names of fields find nothing; what is not US-ASCII in them is said back as {@code ?}. */
    private static String astring(String field) {
        if (field.matches("[A-Za-z0-9._-]+")) {
            return field;
        }
        StringBuilder quoted = new StringBuilder("\"");
        field.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c > 0x7E ? '?' : (char) c);
        });
        return quoted.append('"').toString();
    }
}
