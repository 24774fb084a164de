// SPDX-License-Identifier: Apache-2.0
/** Bound ports. */
@NullMarked
package org.pennypost.transport.accept;

import org.jspecify.annotations.NullMarked;
