// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.List;
import java.util.function.Supplier;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.imap.base.Rev1Extension;
import org.pennypost.imap.condstore.CondstoreExtension;
import org.pennypost.imap.enable.EnableExtension;
import org.pennypost.imap.esearch.EsearchExtension;
import org.pennypost.imap.fetch.FetchExtension;
import org.pennypost.imap.id.IdExtension;
import org.pennypost.imap.idle.IdleExtension;
import org.pennypost.imap.list.ListExtension;
import org.pennypost.imap.liststatus.ListStatusExtension;
import org.pennypost.imap.move.MoveExtension;
import org.pennypost.imap.namespace.NamespaceExtension;
import org.pennypost.imap.qresync.QresyncExtension;
import org.pennypost.imap.search.SearchExtension;
import org.pennypost.imap.searchres.SearchResExtension;
import org.pennypost.imap.specialuse.SpecialUseExtension;
import org.pennypost.imap.status.StatusExtension;
import org.pennypost.imap.uidplus.UidPlusExtension;
import org.pennypost.imap.unselect.UnselectExtension;
import org.pennypost.imap.within.WithinExtension;

/**
 * What this bundle itself brings, in the order of CAPABILITY. By {@code new} and not as services, because services come one
 * by one and the first clients after a start would miss some.
 */
final class OwnWords {
    private OwnWords() {}

    static List<ImapExtension> extensions(Supplier<Settings> settings) {
        return List.of(
                new Rev1Extension(() -> settings.get().mailboxes()),
                new IdExtension(() -> settings.get().id()),
                new ListExtension(),
                new StatusExtension(),
                new ListStatusExtension(),
                new SpecialUseExtension(),
                new FetchExtension(),
                new SearchExtension(),
                new EsearchExtension(),
                new SearchResExtension(),
                new WithinExtension(),
                new IdleExtension(() -> settings.get().times().beat()),
                new NamespaceExtension(),
                new UidPlusExtension(),
                new UnselectExtension(),
                new MoveExtension(),
                new EnableExtension(),
                new CondstoreExtension(),
                new QresyncExtension());
    }
}
