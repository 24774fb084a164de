// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.net;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What of one connection's conversation may be written into a log: never a password, a token or anything of SASL. It is
 * shown each line, in order, when lines are logged at all, and may be shown none or begin in the middle: what it does not
 * know it leaves out. Used by one thread at a time.
 */
@ConsumerType
public interface Transcript {
    /** Shows nothing but that there was a line. */
    Transcript NOTHING = new Transcript() {
        @Override
        public String client(String line) {
            return "…";
        }

        @Override
        public String server(String line) {
            return "…";
        }

        @Override
        public OptionalLong literal(String line) {
            return OptionalLong.empty();
        }
    };

    /**
     * Returns what may be shown of a line that the client sent.
     *
     * @param line without CRLF, as ISO-8859-1; the rest of a line behind a literal comes as a line of its own
     */
    String client(String line);

    /**
     * Returns what may be shown of a line that is sent to the client; an empty text if it is not worth a line.
     *
     * @param line as for {@link #client}
     */
    String server(String line);

    /** Returns how many octets behind the line are no lines, because it announces a literal (RFC 9051 §4.3). */
    OptionalLong literal(String line);
}
