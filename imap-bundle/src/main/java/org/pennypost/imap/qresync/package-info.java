// SPDX-License-Identifier: Apache-2.0
/** Quick resynchronisation (RFC 7162, its second half). */
@NullMarked
package org.pennypost.imap.qresync;

import org.jspecify.annotations.NullMarked;
