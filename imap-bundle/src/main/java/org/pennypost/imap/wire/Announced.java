// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

/**
 * The end of a line that says that a literal follows.
 *
 * @param size octets that will come; {@link Long#MAX_VALUE} for a number too long to be one
 * @param waits whether the client waits for {@code "+"} before it sends them (RFC 7888 §4)
 */
public record Announced(long size, boolean waits) {}
