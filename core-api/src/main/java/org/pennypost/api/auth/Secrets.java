// SPDX-License-Identifier: Apache-2.0
package org.pennypost.api.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a source keeps of one user that a mechanism without readable password can compare with. Most hashes are of no use
 * here, so it is often empty. More than one of a kind means that each of them lets the user in. Never logged; not for
 * keeping. Immutable.
 */
public final class Secrets {
    /** Nothing that a mechanism could use. */
    public static final Secrets NONE = new Secrets(List.of(), List.of(), List.of(), new byte[0]);

    private final List<byte[]> passwords;
    private final List<ScramKeys> scram;
    private final List<byte[]> cramMd5;
    private final byte[] salt;

    private Secrets(List<byte[]> passwords, List<ScramKeys> scram, List<byte[]> cramMd5, byte[] salt) {
        this.passwords = passwords;
        this.scram = scram;
        this.cramMd5 = cramMd5;
        this.salt = salt;
    }

    /** Returns these and a password that is kept readable; from it every mechanism can make what it needs. */
    public Secrets withPassword(byte[] password) {
        return new Secrets(with(passwords, password.clone()), scram, cramMd5, salt);
    }

    /** Returns these and the keys of one SCRAM mechanism. */
    public Secrets withScram(ScramKeys keys) {
        return new Secrets(passwords, with(scram, Objects.requireNonNull(keys)), cramMd5, salt);
    }

    /**
     * Returns these and the two states of HMAC-MD5 under the password (RFC 2195 §3), with which CRAM-MD5 does without it.
     *
     * @param states 16 octets of the outer state, then 16 of the inner, each word low octet first (Dovecot's CRAM-MD5)
     */
    public Secrets withCramMd5(byte[] states) {
        return new Secrets(passwords, scram, with(cramMd5, states.clone()), salt);
    }

    /** Returns these with the salt that core has made for the user. */
    public Secrets withSalt(byte[] made) {
        return new Secrets(passwords, scram, cramMd5, made.clone());
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /** Returns the passwords that are kept readable. Not to be changed. */
    public List<byte[]> passwords() {
        return passwords;
    }

    /** Returns the keys kept for a mechanism, such as {@code SCRAM-SHA-256}. */
    public List<ScramKeys> scram(String mechanism) {
        return scram.stream().filter(keys -> keys.mechanism().equals(mechanism)).toList();
    }

    /** Returns the states kept for CRAM-MD5, see {@link #withCramMd5}. Not to be changed. */
    public List<byte[]> cramMd5() {
        return cramMd5;
    }

    /**
     * Returns 16 octets that are the same each time for this name, known or not, and that nobody can foretell: the salt
     * where none is kept. Empty as long as core has not made it.
     */
    public byte[] salt() {
        return salt.clone();
    }

    /** Tells that there are some, not which. */
    @Override
    public String toString() {
        return "secrets";
    }
}
