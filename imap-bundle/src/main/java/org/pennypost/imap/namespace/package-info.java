// SPDX-License-Identifier: Apache-2.0
/** NAMESPACE (RFC 2342). */
@NullMarked
package org.pennypost.imap.namespace;

import org.jspecify.annotations.NullMarked;
