// SPDX-License-Identifier: Apache-2.0
/** SEARCH by age (RFC 5032). */
@NullMarked
package org.pennypost.imap.within;

import org.jspecify.annotations.NullMarked;
