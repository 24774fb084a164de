// SPDX-License-Identifier: Apache-2.0
/**
 * What an IMAP extension contributes, and what it gets to work with. The base commands of imap-bundle use the same
 * contracts. Everything here is used in steps of one connection, except where said.
 *
 * <p>Parsing is pure and repeatable: {@code parse} may run several times on one command (a literal had not come yet, or an
 * extension it needs was being exchanged), so it must change nothing but the values it returns.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.imap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
