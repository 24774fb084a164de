// SPDX-License-Identifier: Apache-2.0
/** What policies hide: accounts and mailboxes as a session may see them. */
@NullMarked
package org.pennypost.core.policy;

import org.jspecify.annotations.NullMarked;
