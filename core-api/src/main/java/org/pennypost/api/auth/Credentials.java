// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password as the client gave them. Never logged: {@link #toString} shows the name only. Not for keeping.
 */
public final class Credentials {
    private final String user;
    private final byte[] password;
    private final String actFor;
    private final String protocol;
    private final String mechanism;
    private final @Nullable InetAddress remote;
    private final byte @Nullable [] octets;

    private Credentials(
            String user,
            byte[] password,
            String actFor,
            String[] way,
            @Nullable InetAddress remote,
            byte @Nullable [] octets) {
        this.user = user;
        this.password = password;
        this.actFor = actFor;
        this.protocol = way[0];
        this.mechanism = way[1];
        this.remote = remote;
        this.octets = octets;
    }

    private String[] way() {
        return new String[] {protocol, mechanism};
    }

    /**
     * Returns credentials.
     *
     * @param user as typed
     * @param password octets as sent
     */
    public static Credentials of(String user, byte[] password) {
        return new Credentials(Objects.requireNonNull(user), password.clone(), "", new String[] {"", ""}, null, null);
    }

    /**
     * Returns credentials whose name came in octets that are perhaps not UTF-8 (LOGIN, USER): core tries the charsets of its
     * configuration. As text the name is then read as ISO-8859-1.
     *
     * @param user as typed
     * @param password octets as sent
     */
    public static Credentials ofOctets(byte[] user, byte[] password) {
        String text = new String(user, StandardCharsets.UTF_8);
        boolean utf8 = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), user);
        return new Credentials(
                utf8 ? text : new String(user, StandardCharsets.ISO_8859_1),
                password.clone(),
                "",
                new String[] {"", ""},
                null,
                user.clone());
    }

    /** Returns the credentials with the identity to act for (authzid, RFC 4616 §2); empty text for oneself. */
    public Credentials actingFor(String other) {
        return new Credentials(user, password, Objects.requireNonNull(other), way(), remote, octets);
    }

    /** Returns the same password under another name. */
    public Credentials withUser(String other) {
        return new Credentials(Objects.requireNonNull(other), password, actFor, way(), remote, null);
    }

    /**
     * Returns the credentials with the way they came, for the line about a failed login.
     *
     * @param byProtocol as in logs: {@code IMAP}, {@code POP3}
     * @param byMechanism {@code LOGIN}, {@code USER}, or the name of the SASL mechanism
     */
    public Credentials via(String byProtocol, String byMechanism) {
        String[] way = {Objects.requireNonNull(byProtocol), Objects.requireNonNull(byMechanism)};
        return new Credentials(user, password, actFor, way, remote, octets);
    }

    /** Returns the same name with another password. */
    public Credentials withPassword(byte[] other) {
        return new Credentials(user, other.clone(), actFor, way(), remote, octets);
    }

    /** Returns the credentials with the address they came from, for authenticators who let users in from some networks only. */
    public Credentials from(InetAddress address) {
        return new Credentials(user, password, actFor, way(), Objects.requireNonNull(address), octets);
    }

    /** Returns the name. */
    public String user() {
        return user;
    }

    /** Returns a copy of the password. */
    public byte[] password() {
        return Arrays.copyOf(password, password.length);
    }

    /** Returns the identity to act for, empty text for oneself. */
    public String actFor() {
        return actFor;
    }

    /** Returns the protocol they came by, empty text if nobody said. */
    public String protocol() {
        return protocol;
    }

    /** Returns the command or mechanism they came by, empty text if nobody said. */
    public String mechanism() {
        return mechanism;
    }

    /** Returns the client's address, empty if nobody said. */
    public Optional<InetAddress> remote() {
        return Optional.ofNullable(remote);
    }

    /** Returns the name as it came, if it came in octets; a copy. */
    public Optional<byte[]> octets() {
        return Optional.ofNullable(octets).map(byte[]::clone);
    }

    @Override
    public String toString() {
        return "credentials of " + user;
    }
}
