// SPDX-License-Identifier: Apache-2.0
/** LIST-STATUS: STATUS of what LIST tells of (RFC 5819). */
@NullMarked
package org.pennypost.imap.liststatus;

import org.jspecify.annotations.NullMarked;
