// SPDX-License-Identifier: Apache-2.0
/** Command line, homes, start of the OSGi framework, control socket; a plain jar in front of the framework. */
@NullMarked
package org.pennypost.launcher;

import org.jspecify.annotations.NullMarked;
