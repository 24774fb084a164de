// SPDX-License-Identifier: Apache-2.0
/** The mailboxes that everybody has: made, or recognised, when somebody logs in for the first time. */
@NullMarked
package org.pennypost.core.template;

import org.jspecify.annotations.NullMarked;
