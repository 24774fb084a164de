// SPDX-License-Identifier: Apache-2.0
/** CommuniGate's commands, items, options and flags. */
@NullMarked
package org.pennypost.communigate;

import org.jspecify.annotations.NullMarked;
