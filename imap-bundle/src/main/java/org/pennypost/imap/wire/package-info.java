// SPDX-License-Identifier: Apache-2.0
/** IMAP's wire forms: reader, writer, and the codecs for names and dates. Knows nothing of sessions. */
@NullMarked
package org.pennypost.imap.wire;

import org.jspecify.annotations.NullMarked;
