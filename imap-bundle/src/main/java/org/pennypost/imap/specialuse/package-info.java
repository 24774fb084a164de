// SPDX-License-Identifier: Apache-2.0
/** SPECIAL-USE and CREATE-SPECIAL-USE: what mailboxes are for (RFC 6154). */
@NullMarked
package org.pennypost.imap.specialuse;

import org.jspecify.annotations.NullMarked;
