// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The password itself. */
final class Plain implements Scheme {
    @Override
    public void check(String kept) {}

    @Override
    public boolean matches(byte[] password, String kept) {
        return MessageDigest.isEqual(password, kept.getBytes(StandardCharsets.UTF_8));
    }
}
