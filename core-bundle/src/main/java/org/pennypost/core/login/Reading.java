// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.LoginRule;

/**
 * One way to read what a client typed: which user the name means, and the octets of the password. There is more than one
 * where octets are not UTF-8 and charsets are to be tried, or where preparing the password (RFC 4616 §2) changes it.
 *
 * @param credentials with the normalised name of the one who logs in, and with whom he acts for, normalised
 * @param attributes that a rule gives the identity
 */
record Reading(Credentials credentials, Map<String, String> attributes) {
    /** How names are read. */
    interface Naming {
        /** Returns whom a name means, empty if it can be nobody's. */
        Optional<LoginRule.Claim> claim(String typed, String protocol);

        /** Returns what stands between a user's name and that of the one who acts for him; empty for nothing. */
        String separator();

        /** Returns the charsets to try. */
        List<Charset> charsets();
    }

    /** Returns all readings, likeliest first; none if the name can be nobody's. */
    static List<Reading> of(Credentials typed, Naming naming) {
        List<Reading> all = new ArrayList<>();
        for (Credentials text : texts(typed, naming.charsets())) {
            reading(text, naming).ifPresent(all::add);
        }
        return all;
    }

    private static List<Credentials> texts(Credentials typed, List<Charset> charsets) {
        LinkedHashSet<String> seen = new LinkedHashSet<>();
        List<Credentials> texts = new ArrayList<>();
        byte[] name = typed.octets().orElseGet(() -> typed.user().getBytes(StandardCharsets.UTF_8));
        byte[] password = typed.password();
        Optional<String> plainName = decoded(name, StandardCharsets.UTF_8);
        Optional<String> plainPassword = decoded(password, StandardCharsets.UTF_8);
        if (plainName.isPresent()) {
            texts.add(typed.withUser(plainName.get()));
            seen.add(plainName.get() + '\0' + plainPassword.orElse("\0"));
            plainPassword
                    .flatMap(SaslPrep::query)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .filter(octets -> octets.length > 0 && !Arrays.equals(octets, password))
                    .ifPresent(
                            octets -> texts.add(typed.withUser(plainName.get()).withPassword(octets)));
        }
        if (typed.octets().isPresent() && (plainName.isEmpty() || plainPassword.isEmpty())) {
            for (Charset charset : charsets) {
                Optional<String> user = plainName.or(() -> decoded(name, charset));
                Optional<String> secret = plainPassword.or(() -> decoded(password, charset));
                if (user.isPresent() && secret.isPresent() && seen.add(user.get() + '\0' + secret.get())) {
                    texts.add(
                            typed.withUser(user.get()).withPassword(secret.get().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return texts;
    }

    private static Optional<String> decoded(byte[] octets, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** {@code user*master}: the second logs in and acts for the first (SPEC U4, the words of Dovecot). */
    private static Optional<Reading> reading(Credentials text, Naming naming) {
        String who = text.user();
        String actFor = text.actFor();
        int at = naming.separator().isEmpty() ? -1 : who.lastIndexOf(naming.separator());
        if (at > 0 && at + naming.separator().length() < who.length() && actFor.isEmpty()) {
            actFor = who.substring(0, at);
            who = who.substring(at + naming.separator().length());
        }
        String other = actFor;
        return naming.claim(who, text.protocol())
                .map(claim -> new Reading(text.withUser(claim.user()).actingFor(other), claim.attributes()));
    }
}
