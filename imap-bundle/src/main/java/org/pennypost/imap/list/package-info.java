// SPDX-License-Identifier: Apache-2.0
/** LIST and LSUB: wildcards against the tree of mailboxes. */
@NullMarked
package org.pennypost.imap.list;

import org.jspecify.annotations.NullMarked;
