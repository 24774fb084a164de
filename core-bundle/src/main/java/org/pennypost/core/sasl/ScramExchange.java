// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.core.login.SaslPrep;

/** One exchange of SCRAM: who (client-first), salt and nonce (server-first), proof (client-final), ours (server-final). */
@Rfc(number = 5802, section = "7")
final class ScramExchange implements SaslExchange {
    private static final byte[] NOTHING = new byte[0];

    private final ScramHash hash;
    private final int iterations;
    private final String ownNonce;
    private State state = State.FIRST;
    private String header = "";
    private String clientFirst = "";
    private String serverFirst = "";
    private String nonce = "";
    private @Nullable ScramKeys keys;

    private enum State {
        FIRST,
        FINAL,
        LAST,
        OVER
    }

    ScramExchange(ScramHash hash, int iterations, String ownNonce) {
        this.hash = hash;
        this.iterations = iterations;
        this.ownNonce = ownNonce;
    }

    @Override
    public Step next(byte[] response) {
        State now = state;
        state = State.OVER;
        if (now == State.LAST) {
            return response.length == 0 ? new Step.Proven() : new Step.Malformed("expected nothing more");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Step.Malformed("expected UTF-8");
        }
        return switch (now) {
            case FIRST -> first(text);
            case FINAL -> last(text);
            default -> new Step.Malformed("the exchange is over");
        };
    }

    /** {@code client-first-message = gs2-cbind-flag "," [authzid] "," [mext ","] username "," nonce ["," extensions]}. */
    private Step first(String text) {
        String[] parts = text.split(",", 3);
        if (parts.length < 3) {
            return new Step.Malformed("expected a channel binding flag, an identity and a message");
        }
        if (parts[0].startsWith("p=")) {
            return new Step.Malformed("channel binding is not supported");
        }
        Optional<String> actFor = parts[1].isEmpty() ? Optional.of("") : name(parts[1], "a=");
        if (!(parts[0].equals("n") || parts[0].equals("y")) || actFor.isEmpty()) {
            return new Step.Malformed("expected n or y, and a= or nothing");
        }
        String[] fields = parts[2].split(",", -1);
        if (fields[0].startsWith("m=")) {
            return new Step.Malformed("an extension that must be understood is not");
        }
        Optional<String> user = name(fields[0], "n=");
        if (user.isEmpty() || user.get().isEmpty() || fields.length < 2 || !isNonce(fields[1])) {
            return new Step.Malformed("expected n=user,r=nonce");
        }
        header = parts[0] + "," + parts[1] + ",";
        clientFirst = parts[2];
        nonce = fields[1].substring(2) + ownNonce;
        return new Step.Lookup(user.get(), actFor.get(), this::challenge);
    }

    /** {@code saslname}: {@code =2C} and {@code =3D} stand for comma and equals sign, which may not stand there themselves. */
    private static Optional<String> name(String field, String prefix) {
        if (!field.startsWith(prefix)) {
            return Optional.empty();
        }
        String value = field.substring(prefix.length());
        if (value.replace("=2C", "").replace("=3D", "").indexOf('=') >= 0 || value.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return Optional.of(value.replace("=2C", ",").replace("=3D", "="));
    }

    private static boolean isNonce(String field) {
        return field.startsWith("r=")
                && field.length() > 2
                && field.chars().skip(2).allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** {@code server-first-message = nonce "," salt "," iteration-count}. Where keys are kept, making some costs the same. */
    private Step challenge(Secrets secrets) {
        byte[] password =
                secrets.passwords().isEmpty() ? NOTHING : secrets.passwords().get(0);
        ScramKeys made = hash.keys(prepared(password), secrets.salt(), iterations);
        List<ScramKeys> kept = secrets.scram(hash.mechanism());
        ScramKeys use = kept.isEmpty() ? made : kept.get(0);
        keys = use;
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(use.salt()) + ",i=" + use.iterations();
        state = State.FINAL;
        return new Step.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] prepared(byte[] password) {
        String text = new String(password, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), password)
                ? SaslPrep.query(text)
                        .map(it -> it.getBytes(StandardCharsets.UTF_8))
                        .orElse(password)
                : password;
    }

    /** {@code client-final-message = channel-binding "," nonce ["," extensions] "," proof}. */
    private Step last(String text) {
        int at = text.lastIndexOf(",p=");
        ScramKeys use = keys;
        if (at < 0 || use == null) {
            return new Step.Malformed("expected c=, r= and p=");
        }
        String without = text.substring(0, at);
        String[] fields = without.split(",", -1);
        byte[] proof;
        try {
            proof = Base64.getDecoder().decode(text.substring(at + 3));
        } catch (IllegalArgumentException e) {
            return new Step.Malformed("expected base64 behind p=");
        }
        if (fields.length < 2 || !fields[0].startsWith("c=") || !fields[1].startsWith("r=")) {
            return new Step.Malformed("expected c=, r= and p=");
        }
        String bound = "c=" + Base64.getEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        String said = clientFirst + "," + serverFirst + "," + without;
        boolean proves = hash.proves(proof, use.storedKey(), said);
        if (!proves || !fields[0].equals(bound) || !fields[1].equals("r=" + nonce)) {
            return new Step.Failed();
        }
        state = State.LAST;
        String ours = "v=" + Base64.getEncoder().encodeToString(hash.hmac(use.serverKey(), said));
        return new Step.Challenge(ours.getBytes(StandardCharsets.UTF_8));
    }
}
