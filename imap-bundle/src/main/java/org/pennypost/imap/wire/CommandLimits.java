// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.wire;

/**
 * How much one command may contain.
 *
 * @param nesting most levels of search keys
 * @param keys most search keys
 * @param keyword most octets of a keyword that is set
 * @param literal most octets of a literal that is no message
 * @param literals most literals
 */
public record CommandLimits(int nesting, int keys, int keyword, int literal, int literals) {
    /** The values of the shipped configuration. */
    public static final CommandLimits SHIPPED = new CommandLimits(50, 1_000, 100, 8 * 1024, 256);
}
