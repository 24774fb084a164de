// SPDX-License-Identifier: Apache-2.0
/** How octets move: step queue, inbound buffer, write window, timers. Knows no protocol. */
@NullMarked
package org.pennypost.transport.flow;

import org.jspecify.annotations.NullMarked;
