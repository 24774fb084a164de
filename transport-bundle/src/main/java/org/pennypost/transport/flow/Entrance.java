// SPDX-License-Identifier: Apache-2.0
package org.pennypost.transport.flow;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through which listener a connection came.
 *
 * @param listener its name
 * @param layering makes TLS for a connection; null if the listener has none
 * @param implicit whether TLS begins at once
 */
public record Entrance(String listener, @Nullable Supplier<Layering> layering, boolean implicit) {}
