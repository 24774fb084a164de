// SPDX-License-Identifier: Apache-2.0

/** Names on disk and the small files that explain them: message files, folders, keywords, UIDs, subscriptions. */
@NullMarked
package org.pennypost.maildir.name;

import org.jspecify.annotations.NullMarked;
