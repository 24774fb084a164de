// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.engine;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The marks of this module's log records, by which the log is filtered; the session's id is a record's first argument. */
public final class Marks {
    /** Faults of ours. */
    public static final Marker CRASHES = MarkerFactory.getMarker("IMAP crashes-only");

    /** What went wrong and harms nobody else. */
    public static final Marker PROBLEMS = MarkerFactory.getMarker("IMAP problems");

    private Marks() {}
}
