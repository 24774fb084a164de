// SPDX-License-Identifier: Apache-2.0
/** IMAP4 as a Protocol: framing, commands, fetch, search, and what IMAP4rev2 itself contains, plus CONDSTORE. */
@NullMarked
package org.pennypost.imap;

import org.jspecify.annotations.NullMarked;
