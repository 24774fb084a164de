// SPDX-License-Identifier: Apache-2.0
package org.pennypost.communigate;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.StatusItem;

/**
 * What CommuniGate Pro adds to IMAP, as its manual describes it: STATUS items, APPEND that replaces a message, and
 * {@code ENABLE EXTENSIONS} for messages that others do not see (with {@link ServicePolicy}).
 */
@Component(immediate = true)
public final class CommunigateExtension implements ImapExtension {
    @Override
    public String name() {
        return "X-COMMUNIGATE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of(name());
    }

    @Override
    public List<StatusItem> statusItems() {
        return List.of(new InternalSizeStatusItem(), new OldestStatusItem(), new UnseenMediaStatusItem());
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(new ReplacesUidOption(), new BareDateOption());
    }

    @Override
    public List<Feature> features() {
        return List.of(new ExtensionsFeature());
    }
}
