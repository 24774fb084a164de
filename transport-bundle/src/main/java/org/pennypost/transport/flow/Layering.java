// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import org.apache.mina.core.filterchain.IoFilter;

/** TLS for one connection. */
public interface Layering {
    /** Returns the filter to put first in the chain. */
    IoFilter filter();

    /** Returns protocol version and cipher suite, once the handshake is done. */
    String description();
}
