// SPDX-License-Identifier: Apache-2.0
/** ENABLE (RFC 5161). */
@NullMarked
package org.pennypost.imap.enable;

import org.jspecify.annotations.NullMarked;
