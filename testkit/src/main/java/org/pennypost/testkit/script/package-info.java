// SPDX-License-Identifier: Apache-2.0
/** Conversations with a server as text: the language of the scripts, and who runs them. */
@Export
@Version("0.1.0")
@NullMarked
package org.pennypost.testkit.script;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
