// SPDX-License-Identifier: Apache-2.0
/** The readable reference MailStore, for tests and demonstrations: its mail goes with the bundle. */
@NullMarked
package org.pennypost.memory;

import org.jspecify.annotations.NullMarked;
