// SPDX-License-Identifier: Apache-2.0
/** Core as protocols see it: logging in, and the register of who is here. Implemented by core-bundle. */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
