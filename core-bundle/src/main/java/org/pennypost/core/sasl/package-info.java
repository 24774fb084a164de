// SPDX-License-Identifier: Apache-2.0
/** Mechanisms of SASL: those that services bring, and PLAIN. */
@NullMarked
package org.pennypost.core.sasl;

import org.jspecify.annotations.NullMarked;
