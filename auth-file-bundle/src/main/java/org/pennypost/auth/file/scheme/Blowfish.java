// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** {@code $2y$}: bcrypt, as OpenBSD's crypt(3) makes it. */
final class Blowfish implements Scheme {
    @Override
    public void check(String kept) {
        if (!kept.matches("\\$2[aby]\\$[0-9]{2}\\$[./0-9A-Za-z]{53}")) {
            throw new IllegalArgumentException("expected $2y$, two digits, $ and 53 letters");
        }
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        return OpenBSDBCrypt.checkPassword(kept, password);
    }
}
