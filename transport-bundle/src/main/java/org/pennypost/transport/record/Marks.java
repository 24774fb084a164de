// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.record;

import java.util.Locale;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The marks of one module's records, named by module and step, such as {@code IMAP major}. Whoever writes the log passes
 * a record if its step is within the module's or the session's; the session is the record's first argument (ADR 20).
 *
 * @param crashes faults of ours
 * @param failures what was refused or could not be done
 * @param major logins and ends of sessions
 * @param problems what went wrong and harms nobody else
 * @param lowLevel lines of the protocol
 * @param allInfo reads, writes, TLS
 */
public record Marks(Marker crashes, Marker failures, Marker major, Marker problems, Marker lowLevel, Marker allInfo) {

    /** Returns the marks of a protocol: of IMAP for {@code imap}, of POP for {@code pop3}. */
    public static Marks of(String protocol) {
        String module = protocol.equals("pop3") ? "POP" : protocol.toUpperCase(Locale.ROOT);
        return new Marks(
                mark(module, "crashes-only"),
                mark(module, "failures"),
                mark(module, "major"),
                mark(module, "problems"),
                mark(module, "low-level"),
                mark(module, "all-info"));
    }

    private static Marker mark(String module, String step) {
        return MarkerFactory.getMarker(module + " " + step);
    }
}
