// SPDX-License-Identifier: Apache-2.0
/** Who speaks on a connection: sessions are opened, parked as snapshots while their protocol is away, and resumed. */
@NullMarked
package org.pennypost.transport.swap;

import org.jspecify.annotations.NullMarked;
