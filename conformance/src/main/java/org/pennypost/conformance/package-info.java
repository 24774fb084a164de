// SPDX-License-Identifier: Apache-2.0
/** The conversation scripts, the in-process server that runs them on every store, the check of the RFC index. */
@NullMarked
package org.pennypost.conformance;

import org.jspecify.annotations.NullMarked;
