// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.io.ByteArrayOutputStream;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;

/** LOGIN: name and password, readable. */
@Rfc(number = 9051, section = "6.2.3")
@Rfc(number = 3501, section = "6.2.3")
final class LoginCommand implements Command {
    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public Traits traits() {
        return Traits.beforeLogin();
    }

    /** {@code login = "LOGIN" SP userid SP password}. */
    @Override
    public Call parse(ImapReader in) {
        in.sp();
        byte[] user = user(in);
        in.sp();
        byte[] password = in.octets();
        in.end();
        // core refuses passwords in clear from afar, and writes the line about it
        return (session, out) -> Engine.of(session)
                .door()
                .login(Credentials.ofOctets(user, password).via("IMAP", "LOGIN"));
    }

    /** Clients send {@code user*master} without quotes, as Dovecot takes it. */
    private static byte[] user(ImapReader in) {
        ByteArrayOutputStream user = new ByteArrayOutputStream();
        user.writeBytes(in.octets());
        while (in.next('*')) {
            user.write('*');
            user.writeBytes(in.octets());
        }
        return user.toByteArray();
    }

    /** RFC 9051 §6.2.3: LOGINDISABLED means that LOGIN is refused. */
    static Outcome privacyRequired() {
        return Outcome.no(new ResponseCode("PRIVACYREQUIRED"), "Start TLS first");
    }
}
