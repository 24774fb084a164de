// SPDX-License-Identifier: Apache-2.0
/** The shell commands `mail:…`, the control socket behind `bin/pennypost sh`, health and figures. */
@NullMarked
package org.pennypost.admin;

import org.jspecify.annotations.NullMarked;
