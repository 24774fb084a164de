// SPDX-License-Identifier: Apache-2.0
/**
 * FETCH and what it can ask of a message. Begin at {@link org.pennypost.imap.fetch.FetchCommand}; {@link
 * org.pennypost.imap.fetch.FetchRows} writes the rows batch by batch, {@link org.pennypost.imap.fetch.OpenMessage} sees to
 * it that a message is opened at most when nothing remembered answers.
 */
@NullMarked
package org.pennypost.imap.fetch;

import org.jspecify.annotations.NullMarked;
