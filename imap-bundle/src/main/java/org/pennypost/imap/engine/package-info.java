// SPDX-License-Identifier: Apache-2.0
/** What the commands of this bundle may ask of the engine beyond the API. */
@NullMarked
package org.pennypost.imap.engine;

import org.jspecify.annotations.NullMarked;
