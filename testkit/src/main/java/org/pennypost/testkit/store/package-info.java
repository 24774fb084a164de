// SPDX-License-Identifier: Apache-2.0
/** Contracts that every mail store fulfils, and a store that fails on demand. */
@Export
@Version("0.1.0")
@NullMarked
package org.pennypost.testkit.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
