// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.plugin;

/**
 * A plug-in and what became of it.
 *
 * @param name its own name, such as {@code X-COMMUNIGATE}
 * @param kind what it is: {@code imap-extension}, {@code store}, {@code protocol}, {@code bundle}
 * @param bundle symbolic name and version of the bundle it came with
 * @param state whether it serves
 * @param reason why it does not, one line; empty if it does
 */
public record PluginState(String name, String kind, String bundle, State state, String reason) {
    /** Whether a plug-in serves. */
    public enum State {
        /** It serves. */
        ACTIVE,
        /** Another of the same name with a higher ranking serves. */
        SHADOWED,
        /** It was refused. */
        REJECTED,
        /** It has left and is waited for. */
        DEPARTED
    }
}
