// SPDX-License-Identifier: Apache-2.0
/** Mechanisms of SASL: our own, and those that services bring. */
@NullMarked
package org.pennypost.core.sasl;

import org.jspecify.annotations.NullMarked;
