// SPDX-License-Identifier: Apache-2.0
/** The engine: one conversation with one client, and the words it knows. Base commands are in {@code base}. */
@NullMarked
package org.pennypost.pop3.engine;

import org.jspecify.annotations.NullMarked;
