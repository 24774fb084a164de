// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.fetch;

import java.util.List;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.mime.Section;

/**
 * The old names of three sections.
 *
 * @param name its word
 * @param section what it means
 * @param seen whether the message counts as read afterwards
 */
@Rfc(number = 3501, section = "6.4.5")
record Rfc822Item(String name, Section section, boolean seen) implements FetchItem {
    static final List<FetchItem> ALL = List.of(
            new Rfc822Item("RFC822", Section.WHOLE, true),
            new Rfc822Item("RFC822.HEADER", Section.HEADER, false),
            new Rfc822Item("RFC822.TEXT", Section.TEXT, true));

    @Override
    public Part parse(ImapReader in) {
        return new SectionPart(name, section, SectionPart.Partial.ALL, seen);
    }
}
