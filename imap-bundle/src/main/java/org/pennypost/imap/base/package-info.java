// SPDX-License-Identifier: Apache-2.0
/** The commands of RFC 9051 that belong to no extension, one file each. */
@NullMarked
package org.pennypost.imap.base;

import org.jspecify.annotations.NullMarked;
