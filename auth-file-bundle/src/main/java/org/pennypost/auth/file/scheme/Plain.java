// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.pennypost.api.auth.Secrets;

/** The password itself. */
final class Plain implements Scheme {
    @Override
    public void check(String kept) {}

    @Override
    public boolean matches(byte[] password, String kept) {
        return MessageDigest.isEqual(password, kept.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Secrets secrets(String kept) {
        return Secrets.NONE.withPassword(kept.getBytes(StandardCharsets.UTF_8));
    }
}
