// SPDX-License-Identifier: Apache-2.0
/** Which store serves, who has a session, and how all sessions move from one store to the next. */
@NullMarked
package org.pennypost.core.store;

import org.jspecify.annotations.NullMarked;
