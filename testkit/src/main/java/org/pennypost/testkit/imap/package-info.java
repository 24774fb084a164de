// SPDX-License-Identifier: Apache-2.0
/** What every extension of IMAP fulfils. */
@Export
@Version("0.1.0")
@NullMarked
package org.pennypost.testkit.imap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
