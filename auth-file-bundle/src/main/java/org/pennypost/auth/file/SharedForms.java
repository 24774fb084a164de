// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.util.Collection;
import java.util.List;
import org.pennypost.api.auth.ScramKeys;
import org.pennypost.api.auth.Secrets;

/** Which forms of secrets all users of a file have, for {@link org.pennypost.api.auth.Authenticator#common}. */
final class SharedForms {
    private static final byte[] NOTHING = new byte[32];
    private static final List<String> SCRAM = List.of("SCRAM-SHA-1", "SCRAM-SHA-256");

    private SharedForms() {}

    /** Returns secrets of these forms that open nothing. */
    static Secrets of(Collection<Entry> entries) {
        List<Secrets> all =
                entries.stream().map(entry -> entry.secret().secrets()).toList();
        if (all.isEmpty()) {
            return Secrets.NONE;
        }
        Secrets common = Secrets.NONE;
        if (all.stream().noneMatch(it -> it.passwords().isEmpty())) {
            common = common.withPassword(NOTHING);
        }
        if (all.stream()
                .noneMatch(it -> it.passwords().isEmpty() && it.cramMd5().isEmpty())) {
            common = common.withCramMd5(NOTHING);
        }
        for (String mechanism : SCRAM) {
            List<ScramKeys> kept =
                    all.stream().flatMap(it -> it.scram(mechanism).stream()).toList();
            if (!kept.isEmpty()
                    && all.stream()
                            .noneMatch(it -> it.passwords().isEmpty()
                                    && it.scram(mechanism).isEmpty())) {
                common = common.withScram(empty(kept.get(0)));
            }
        }
        return common;
    }

    private static ScramKeys empty(ScramKeys like) {
        byte[] none = new byte[like.storedKey().length];
        return new ScramKeys(like.mechanism(), like.salt(), like.iterations(), none, none);
    }
}
