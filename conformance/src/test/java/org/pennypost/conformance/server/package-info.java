// SPDX-License-Identifier: Apache-2.0
/** The whole server in one process, for scripts and bad clients. */
package org.pennypost.conformance.server;
