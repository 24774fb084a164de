// SPDX-License-Identifier: Apache-2.0
/** The switchboard: login, domains, which store, policies, bells, store exchange, limits per user, report on plug-ins. */
@NullMarked
package org.pennypost.core;

import org.jspecify.annotations.NullMarked;
