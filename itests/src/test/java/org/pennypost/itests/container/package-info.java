// SPDX-License-Identifier: Apache-2.0
/** The assembled distribution's bundles in a Felix of pax-exam: same jars, same start levels. */
@NullMarked
package org.pennypost.itests.container;

import org.jspecify.annotations.NullMarked;
