// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.SaslExchange;
import org.pennypost.api.auth.SaslExchange.Step;
import org.pennypost.api.auth.SaslMechanism;
import org.pennypost.api.plugin.Rfc;

/** PLAIN: identity to act for, name and password, with NUL between them. */
@Rfc(number = 4616, section = "2")
final class PlainMechanism implements SaslMechanism {
    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean plaintext() {
        return true;
    }

    @Override
    public SaslExchange start() {
        return PlainMechanism::message;
    }

    /** {@code message = [authzid] UTF8NUL authcid UTF8NUL passwd} (RFC 4616 §2). */
    private static Step message(byte[] octets) {
        int first = indexOf(octets, 0);
        int second = first < 0 ? -1 : indexOf(octets, first + 1);
        if (second < 0 || indexOf(octets, second + 1) >= 0) {
            return new Step.Malformed("expected two NUL");
        }
        if (second == first + 1 || second == octets.length - 1) {
            return new Step.Malformed("expected a name and a password");
        }
        try {
            String actFor = text(octets, 0, first);
            String user = text(octets, first + 1, second);
            byte[] password = Arrays.copyOfRange(octets, second + 1, octets.length);
            return new Step.Password(Credentials.of(user, password).actingFor(actFor));
        } catch (CharacterCodingException e) {
            return new Step.Malformed("expected UTF-8");
        }
    }

    private static int indexOf(byte[] octets, int from) {
        for (int i = from; i < octets.length; i++) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] octets, int from, int to) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets, from, to - from))
                .toString();
    }
}
