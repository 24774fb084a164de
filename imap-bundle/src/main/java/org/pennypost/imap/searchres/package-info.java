// SPDX-License-Identifier: Apache-2.0
/** The result of a SEARCH is saved and named {@code $} (RFC 5182). */
@NullMarked
package org.pennypost.imap.searchres;

import org.jspecify.annotations.NullMarked;
