// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.domain;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pennypost.api.net.Networks;

/**
 * A domain with settings of its own.
 *
 * @param name of the domain, in lower case
 * @param aliases other names of it, in lower case
 * @param location where mail lies, if elsewhere than that of others
 * @param networks from which its users may come, if not from any
 * @param sessions of one user at a time, if not as many as of others; 0 for any number
 * @param template the mailboxes of a new user, if not those of others; may be blank
 */
public record Domain(
        String name,
        Set<String> aliases,
        Optional<String> location,
        Optional<Networks> networks,
        OptionalInt sessions,
        Optional<String> template) {
    /** Tells whether somebody may come from an address. */
    public boolean welcomes(InetAddress address) {
        return networks.map(nets -> nets.contains(address)).orElse(true);
    }
}
