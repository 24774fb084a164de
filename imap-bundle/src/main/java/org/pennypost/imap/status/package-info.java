// SPDX-License-Identifier: Apache-2.0
/** STATUS and its items. */
@NullMarked
package org.pennypost.imap.status;

import org.jspecify.annotations.NullMarked;
