// SPDX-License-Identifier: Apache-2.0
/** What holds for the users of one domain only. */
@NullMarked
package org.pennypost.core.domain;

import org.jspecify.annotations.NullMarked;
