// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.FetchItem;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapWords;
import org.pennypost.api.imap.Teller;

/**
 * The words installed, as this bundle's commands look them up. A word whose extension has just left is neither there nor
 * missing: looking it up throws {@link DepartedWord}, and the engine reads the command again later.
 */
public interface Words extends ImapWords {
    /** Returns the FETCH item of a name in upper case. */
    Optional<FetchItem> fetchItem(String name);

    /** Returns what can be ENABLEd under a name in upper case. */
    Optional<Feature> feature(String name);

    /** Returns who adds to what is told unasked. */
    List<Teller> tellers();

    /** Returns the words of a reader. */
    static Words of(ImapReader in) {
        if (in.words() instanceof Words words) {
            return words;
        }
        throw new IllegalArgumentException("not a reader of this bundle");
    }
}
