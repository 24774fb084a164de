// SPDX-License-Identifier: Apache-2.0
/**
 * Values of mail: names, UIDs, flags, what changed, and the causes of failure. Everything here is immutable and safe for
 * use by any thread; constructors and factories refuse what the RFCs do not allow.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.mail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
