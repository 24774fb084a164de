// SPDX-License-Identifier: Apache-2.0
/** Real mail programs from Debian packages against the assembled distribution. */
@NullMarked
package org.pennypost.itests.real;

import org.jspecify.annotations.NullMarked;
