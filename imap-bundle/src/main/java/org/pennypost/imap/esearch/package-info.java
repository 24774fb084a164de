// SPDX-License-Identifier: Apache-2.0
/** What SEARCH returns can be chosen (RFC 4731). */
@NullMarked
package org.pennypost.imap.esearch;

import org.jspecify.annotations.NullMarked;
