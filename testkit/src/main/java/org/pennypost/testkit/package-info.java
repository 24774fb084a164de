// SPDX-License-Identifier: Apache-2.0
/** Contracts for stores and extensions, the script runner and the failing store: what a plug-in author tests against. */
@Export
@Version("0.1.0")
@NullMarked
package org.pennypost.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
