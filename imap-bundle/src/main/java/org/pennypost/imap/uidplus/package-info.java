// SPDX-License-Identifier: Apache-2.0
/** UID EXPUNGE and the UIDs of what was filed (RFC 4315). */
@NullMarked
package org.pennypost.imap.uidplus;

import org.jspecify.annotations.NullMarked;
