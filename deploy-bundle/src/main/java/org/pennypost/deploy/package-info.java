// SPDX-License-Identifier: Apache-2.0
/** What a jar in deploy/ means: replace a bundle, go back to the shipped one, roll back what does not start. */
@NullMarked
package org.pennypost.deploy;

import org.jspecify.annotations.NullMarked;
