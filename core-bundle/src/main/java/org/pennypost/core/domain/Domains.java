// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.auth.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All domains with settings of their own. For any thread; {@link #set} changes all of them at once. */
public final class Domains {
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

    private volatile Map<String, Domain> byName = Map.of();

    /** Takes other domains; a name that two of them have is that of the one whose name it is, else of the first. */
    public void set(Collection<Domain> domains) {
        Map<String, Domain> names = new HashMap<>();
        domains.forEach(domain -> names.put(domain.name(), domain));
        for (Domain domain : domains) {
            for (String alias : domain.aliases()) {
                Domain other = names.putIfAbsent(alias, domain);
                if (other != null && !other.name().equals(domain.name())) {
                    LOG.error(
                            "conf/domain-{}.cfg: alias {} is of domain {} already", domain.name(), alias, other.name());
                }
            }
        }
        byName = Map.copyOf(names);
    }

    /** Returns the domain of a user, if it has settings. */
    public Optional<Domain> of(Identity identity) {
        return identity.domain().flatMap(this::named);
    }

    /** Returns a user's name with the name of his domain in place of an alias. */
    public String user(String name) {
        int at = name.lastIndexOf('@');
        Optional<Domain> domain = at < 0 ? Optional.empty() : named(name.substring(at + 1));
        return domain.filter(it -> it.aliases().contains(lower(name.substring(at + 1))))
                .map(it -> name.substring(0, at + 1) + it.name())
                .orElse(name);
    }

    /** Returns an identity with what its domain adds. */
    public Identity completed(Identity identity) {
        return identity.attribute(Identity.MAIL).isPresent()
                ? identity
                : of(identity)
                        .flatMap(Domain::location)
                        .map(location -> identity.with(Identity.MAIL, location))
                        .orElse(identity);
    }

    private Optional<Domain> named(String name) {
        return Optional.ofNullable(byName.get(lower(name)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
