// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The marks of this module's log records, by which the log is filtered; the session's id is a record's first argument. */
final class Marks {
    /** Faults of ours. */
    static final Marker CRASHES = MarkerFactory.getMarker("POP crashes-only");

    /** What could not be done. */
    static final Marker FAILURES = MarkerFactory.getMarker("POP failures");

    private Marks() {}
}
