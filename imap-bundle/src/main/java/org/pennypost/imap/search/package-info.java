// SPDX-License-Identifier: Apache-2.0
/**
 * SEARCH and its keys. Begin at {@link org.pennypost.imap.search.SearchCommand}. A store answers what it knows without
 * opening messages; {@link org.pennypost.imap.search.SearchRows} reads the others batch by batch, and {@link
 * org.pennypost.imap.search.MessageTest} says of each whether it matches.
 */
@NullMarked
package org.pennypost.imap.search;

import org.jspecify.annotations.NullMarked;
