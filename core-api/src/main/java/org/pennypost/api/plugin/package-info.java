// SPDX-License-Identifier: Apache-2.0
/** Extensions as things that are there, refused or gone, and how code cites the RFCs. */
@Export
@Version("1.0.0")
@NullMarked
package org.pennypost.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
