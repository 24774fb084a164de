// SPDX-License-Identifier: Apache-2.0
/** Inputs that nobody would write, for code that reads what strangers send. */
@Export
@Version("0.1.0")
@NullMarked
package org.pennypost.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
