// SPDX-License-Identifier: Apache-2.0
/** POP3 as a Protocol: one file per command over a maildrop that is frozen at login. */
@NullMarked
package org.pennypost.pop3;

import org.jspecify.annotations.NullMarked;
