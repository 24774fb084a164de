// SPDX-License-Identifier: Apache-2.0
/** What the registries of this bundle share: plug-ins by ranking, and threads with names. */
@NullMarked
package org.pennypost.core.plugin;

import org.jspecify.annotations.NullMarked;
