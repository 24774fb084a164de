// SPDX-License-Identifier: Apache-2.0
/** The only room of this bundle that knows MINA: lines out of the inbound buffer, octets into outbound ones. */
@NullMarked
package org.pennypost.pop3.mina;

import org.jspecify.annotations.NullMarked;
