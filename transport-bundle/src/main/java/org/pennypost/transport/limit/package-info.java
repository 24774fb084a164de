// SPDX-License-Identifier: Apache-2.0
/** How many may come in. */
@NullMarked
package org.pennypost.transport.limit;

import org.jspecify.annotations.NullMarked;
