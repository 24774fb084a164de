// SPDX-License-Identifier: Apache-2.0
/** POP3 as octets: lines in, dot-stuffed lines out. Knows no session. */
@NullMarked
package org.pennypost.pop3.wire;

import org.jspecify.annotations.NullMarked;
