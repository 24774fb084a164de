// SPDX-License-Identifier: Apache-2.0
/** Conditional STORE and mod-sequences (RFC 7162). */
@NullMarked
package org.pennypost.imap.condstore;

import org.jspecify.annotations.NullMarked;
