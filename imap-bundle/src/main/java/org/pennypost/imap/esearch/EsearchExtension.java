// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.esearch;

import java.util.List;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.plugin.Rfc;

/** RFC 4731: {@code SEARCH RETURN (MIN MAX ALL COUNT)}. The response itself is written by SEARCH. */
@Rfc(number = 4731, section = "3")
public final class EsearchExtension implements ImapExtension {
    /** Makes it. */
    public EsearchExtension() {}

    @Override
    public String name() {
        return "ESEARCH";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("ESEARCH");
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(ReturnOption.values());
    }
}
