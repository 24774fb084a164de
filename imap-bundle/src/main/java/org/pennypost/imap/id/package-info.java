// SPDX-License-Identifier: Apache-2.0
/** ID: who is at the other end (RFC 2971). */
@NullMarked
package org.pennypost.imap.id;

import org.jspecify.annotations.NullMarked;
