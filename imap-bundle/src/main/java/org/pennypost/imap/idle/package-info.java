// SPDX-License-Identifier: Apache-2.0
/** IDLE (RFC 2177). */
@NullMarked
package org.pennypost.imap.idle;

import org.jspecify.annotations.NullMarked;
