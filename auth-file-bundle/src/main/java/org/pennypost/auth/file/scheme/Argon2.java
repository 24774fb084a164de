// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file.scheme;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** {@code $argon2id$v=19$m=65536,t=3,p=1$salt$hash} (RFC 9106), also of the type argon2i. */
final class Argon2 implements Scheme {
    private static final Pattern FORM = Pattern.compile("\\$argon2(id|i)\\$v=19\\$m=([0-9]{1,8}),t=([0-9]{1,4}),"
            + "p=([0-9]{1,3})\\$([+/0-9A-Za-z]+)\\$([+/0-9A-Za-z]+)");

    private static final int MOST_KIB = 1 << 20;

    @Override
    public void check(String kept) {
        form(kept);
    }

    private static Matcher form(String kept) {
        Matcher form = FORM.matcher(kept);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected $argon2id$v=19$m=…,t=…,p=…$salt$hash");
        }
        if (Integer.parseInt(form.group(2)) > MOST_KIB) {
            throw new IllegalArgumentException("it asks for more than " + MOST_KIB + " KiB of memory");
        }
        return form;
    }

    @Override
    public boolean matches(byte[] password, String kept) {
        Matcher form = form(kept);
        int type = form.group(1).equals("id") ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i;
        Argon2Parameters parameters = new Argon2Parameters.Builder(type)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(Integer.parseInt(form.group(2)))
                .withIterations(Integer.parseInt(form.group(3)))
                .withParallelism(Integer.parseInt(form.group(4)))
                .withSalt(Base64.getDecoder().decode(form.group(5)))
                .build();
        byte[] wanted = Base64.getDecoder().decode(form.group(6));
        byte[] hash = new byte[wanted.length];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        generator.generateBytes(password, hash);
        return MessageDigest.isEqual(hash, wanted);
    }
}
