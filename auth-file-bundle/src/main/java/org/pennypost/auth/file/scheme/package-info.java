// SPDX-License-Identifier: Apache-2.0
/** How a password is compared with what a file keeps of it: one class per family of schemes. */
@NullMarked
package org.pennypost.auth.file.scheme;

import org.jspecify.annotations.NullMarked;
