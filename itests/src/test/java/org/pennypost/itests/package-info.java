// SPDX-License-Identifier: Apache-2.0
/** The assembled distribution, in a real framework and as a process. */
@NullMarked
package org.pennypost.itests;

import org.jspecify.annotations.NullMarked;
