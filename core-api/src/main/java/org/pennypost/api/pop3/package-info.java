// SPDX-License-Identifier: Apache-2.0
/** What a POP3 extension contributes, and what it gets to work with. The base commands of pop3-bundle use the same. */
@Export
@Version("1.0.0")
@NullMarked
package org.pennypost.api.pop3;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
