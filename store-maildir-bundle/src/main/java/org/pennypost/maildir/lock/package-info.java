// SPDX-License-Identifier: Apache-2.0

/** Locks that other programs honour. */
@NullMarked
package org.pennypost.maildir.lock;

import org.jspecify.annotations.NullMarked;
