// SPDX-License-Identifier: Apache-2.0
/** The control socket: the Gogo shell for {@code bin/pennypost console} and {@code sh}, for the owner of the home only. */
@NullMarked
package org.pennypost.admin.socket;

import org.jspecify.annotations.NullMarked;
