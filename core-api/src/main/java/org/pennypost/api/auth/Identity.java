// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A user who exists, with what his source says of him. Immutable. */
public final class Identity {
    /** Attribute: where his mail lies, in the words of {@code mail.location} (extra field {@code userdb_mail}). */
    public static final String MAIL = "mail";

    /** Attribute: his home directory, an absolute path. */
    public static final String HOME = "home";

    /** Attribute: {@code yes} if he may act for others (authzid of RFC 4616, {@code user*master}). */
    public static final String IMPERSONATE = "impersonate";

    /** Attribute: who has logged in, if it was somebody else acting for this user. */
    public static final String MASTER = "master";

    private final String user;
    private final Map<String, String> attributes;

    private Identity(String user, Map<String, String> attributes) {
        this.user = user;
        this.attributes = attributes;
    }

    /**
     * Returns the identity of a user.
     *
     * @param user the normalised name: not empty, no control character, no {@code /}, not {@code .} or {@code ..}
     * @throws IllegalArgumentException if it is none
     */
    public static Identity of(String user) {
        Objects.requireNonNull(user);
        if (user.isEmpty()
                || user.equals(".")
                || user.equals("..")
                || user.indexOf('/') >= 0
                || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a user name");
        }
        return new Identity(user, Map.of());
    }

    /** Returns the identity with one more attribute, or another value of it. */
    public Identity with(String attribute, String value) {
        Map<String, String> more = new HashMap<>(attributes);
        more.put(attribute, value);
        return new Identity(user, Map.copyOf(more));
    }

    /** Returns the normalised name, with its domain if it has one ({@code user@domain}). */
    public String user() {
        return user;
    }

    /** Returns the part after the last {@code @}, empty if there is none. */
    public Optional<String> domain() {
        int at = user.lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(user.substring(at + 1));
    }

    /** Returns an attribute. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns all attributes by name. */
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Identity identity
                && user.equals(identity.user)
                && attributes.equals(identity.attributes);
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return user;
    }
}
