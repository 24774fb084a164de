// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.access;

import java.time.Instant;
import org.pennypost.api.net.Peer;

/**
 * A session as the shell shows it.
 *
 * @param id the connection's name
 * @param protocol {@code imap}, {@code pop3}
 * @param user who has logged in
 * @param peer from where
 * @param since when he logged in, or when the session was resumed
 * @param doing see {@link org.pennypost.api.net.Session#describe}
 */
public record SessionInfo(String id, String protocol, String user, Peer peer, Instant since, String doing) {}
