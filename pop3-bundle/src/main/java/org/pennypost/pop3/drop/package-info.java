// SPDX-License-Identifier: Apache-2.0
/** The messages of one session, frozen at login, and what is sent of them. */
@NullMarked
package org.pennypost.pop3.drop;

import org.jspecify.annotations.NullMarked;
