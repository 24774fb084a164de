// SPDX-License-Identifier: Apache-2.0
/** From a name and a password to an identity: names, permits for hashing, successes remembered, failures delayed. */
@NullMarked
package org.pennypost.core.login;

import org.jspecify.annotations.NullMarked;
