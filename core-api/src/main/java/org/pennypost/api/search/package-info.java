// SPDX-License-Identifier: Apache-2.0
/** What a search asks for, as a tree of values that protocols build, extensions add to and stores answer in part. */
@Export
@Version("1.0.0")
@NullMarked
package org.pennypost.api.search;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
