// SPDX-License-Identifier: Apache-2.0

/** What is known of a mailbox without opening its messages: one shared table in memory, one file on disk. */
@NullMarked
package org.pennypost.maildir.index;

import org.jspecify.annotations.NullMarked;
