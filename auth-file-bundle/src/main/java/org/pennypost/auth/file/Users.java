// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.util.List;
import java.util.Optional;
import org.pennypost.api.auth.Authenticator.Answer;
import org.pennypost.api.auth.Authenticator.Kept;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.Secrets;
import org.pennypost.auth.file.scheme.Secret;

/** The users of a password file. */
final class Users {
    /** What an unknown user costs in a file without users: as much as one whose password the launcher wrote. */
    private static final Secret NOBODY = Secret.parse("{SCRAM-SHA-256}50000,cGVubnlwb3N0cGVubnlwbw==,"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    private final PasswordFile file;

    Users(PasswordFile file) {
        this.file = file;
    }

    Answer check(Credentials credentials) {
        PasswordFile.Read read = file.read();
        Entry entry = read.entries().get(credentials.user());
        if (entry == null) {
            read.usual().orElse(NOBODY).matches(credentials.password());
            return new Answer.Unknown();
        }
        boolean right = entry.secret().matches(credentials.password());
        return right && entry.welcomes(credentials.remote())
                ? new Answer.Accepted(entry.identity())
                : new Answer.Refused();
    }

    Optional<Kept> secrets(Credentials who) {
        return file.find(who.user())
                .map(entry -> new Kept(entry.identity(), entry.secret().secrets(), entry.welcomes(who.remote())));
    }

    Secrets common() {
        return file.read().common();
    }

    Optional<Identity> find(String user) {
        return file.find(user).map(Entry::identity);
    }

    List<String> names() {
        return file.read().entries().keySet().stream().sorted().toList();
    }

    long generation() {
        return file.generation();
    }
}
