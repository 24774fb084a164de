// SPDX-License-Identifier: Apache-2.0
/** The commands of RFC 1939 and RFC 2449, one file each. */
@NullMarked
package org.pennypost.pop3.base;

import org.jspecify.annotations.NullMarked;
