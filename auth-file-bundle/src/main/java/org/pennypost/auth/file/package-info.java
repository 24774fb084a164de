// SPDX-License-Identifier: Apache-2.0
/** Users, password schemes and SCRAM secrets from a file. */
@NullMarked
package org.pennypost.auth.file;

import org.jspecify.annotations.NullMarked;
