// SPDX-License-Identifier: Apache-2.0
/** Logging in, seen from outside. */
package org.pennypost.conformance.login;
