// SPDX-License-Identifier: Apache-2.0
/** Where IMAP meets MINA's buffers: octets in, cut into lines and literals, and octets out. */
@NullMarked
package org.pennypost.imap.mina;

import org.jspecify.annotations.NullMarked;
