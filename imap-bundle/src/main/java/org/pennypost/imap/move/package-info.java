// SPDX-License-Identifier: Apache-2.0
/** COPY and MOVE (RFC 6851). */
@NullMarked
package org.pennypost.imap.move;

import org.jspecify.annotations.NullMarked;
