// SPDX-License-Identifier: Apache-2.0
/**
 * Connections and the protocols that turn them into sessions. {@link org.pennypost.api.net.Connection} is implemented by
 * transport, {@link org.pennypost.api.net.Protocol} and {@link org.pennypost.api.net.Session} by protocol bundles. Octets
 * travel in MINA's {@code IoBuffer}; this is the only package of the API that names MINA.
 *
 * <p>Everything of a session runs in steps of its connection, one at a time; no step runs on an I/O thread, waits for the
 * client, or sleeps.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.pennypost.api.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
