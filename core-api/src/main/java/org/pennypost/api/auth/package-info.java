// SPDX-License-Identifier: Apache-2.0
/** Who somebody is, and how he proves it. Implemented by {@code auth-*} bundles and SASL mechanisms, used by core. */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
