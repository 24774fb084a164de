// SPDX-License-Identifier: Apache-2.0
package org.pennypost.auth.file;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.pennypost.api.auth.Authenticator;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.auth.Secrets;

/** Users from a password file in Dovecot's passwd-file format. */
@Component(immediate = true, configurationPid = "authfile", service = Authenticator.class)
@Designate(ocd = FileAuthenticator.Settings.class)
public final class FileAuthenticator implements Authenticator {
    private final Users users;

    /** The settings, {@code conf/authfile.cfg}. */
    @ObjectClassDefinition(name = "Password file", description = "Users and passwords from a file")
    public @interface Settings {
        /** Returns the path of the file. */
        @AttributeDefinition(
                name = "path",
                description = "Password file in Dovecot's passwd-file format; read again when it changes")
        String path() default "${pennypost.home}/conf/users";
    }

    /** Makes an authenticator for the file of the configuration. */
    @Activate
    public FileAuthenticator(Settings settings) {
        users = new Users(new PasswordFile(Path.of(settings.path()), InstantSource.system()));
    }

    @Override
    public Answer check(Credentials credentials) {
        return users.check(credentials);
    }

    @Override
    public Optional<Kept> secrets(Credentials who) {
        return users.secrets(who);
    }

    @Override
    public Optional<Identity> find(String user) {
        return users.find(user);
    }

    @Override
    public List<String> users() {
        return users.names();
    }

    @Override
    public Secrets common() {
        return users.common();
    }

    @Override
    public long generation() {
        return users.generation();
    }
}
