// SPDX-License-Identifier: Apache-2.0
/** UNSELECT (RFC 3691). */
@NullMarked
package org.pennypost.imap.unselect;

import org.jspecify.annotations.NullMarked;
