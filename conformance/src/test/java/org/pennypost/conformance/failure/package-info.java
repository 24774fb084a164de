// SPDX-License-Identifier: Apache-2.0
/** Stores that fail: each protocol answers right, and goes on. */
package org.pennypost.conformance.failure;
