// SPDX-License-Identifier: Apache-2.0
/** A MailStore over Maildir++ on disk, readable and writable by other programs at the same time. */
@NullMarked
package org.pennypost.maildir;

import org.jspecify.annotations.NullMarked;
