// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.access.Login;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Secrets;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Peer;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.pop3.Pop3Command;
import org.pennypost.api.pop3.Pop3Session;
import org.pennypost.api.pop3.Pop3Writer;
import org.pennypost.pop3.engine.Conversation;

/** {@code APOP name digest}: takes the maildrop by MD5 over the greeting's timestamp and the password. */
@Rfc(number = 1939, section = "7")
final class ApopCommand implements Pop3Command {
    private static final Pattern ARGUMENTS = Pattern.compile("(\\S|\\S.*\\S) ([0-9A-Fa-f]{32})");

    private final Login login;

    ApopCommand(Login login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "APOP";
    }

    @Override
    public Set<Pop3Session.State> states() {
        return Set.of(Pop3Session.State.AUTHORIZATION);
    }

    @Override
    public Outcome run(Pop3Session session, String arguments, Pop3Writer out) {
        Conversation conversation = (Conversation) session;
        Optional<String> timestamp = conversation.timestamp();
        if (timestamp.isEmpty()) {
            return Outcome.no("APOP is not offered here");
        }
        Matcher given = ARGUMENTS.matcher(arguments);
        if (!given.matches()) {
            return Outcome.bad("a name and 32 hexadecimal digits expected");
        }
        byte[] digest = HexFormat.of().parseHex(given.group(2));
        Credentials credentials = Credentials.ofOctets(
                        given.group(1).getBytes(StandardCharsets.ISO_8859_1), new byte[0])
                .via("POP3", "APOP");
        Peer peer = session.peer();
        return conversation.entering(
                done -> login.prove(credentials, secrets -> proves(secrets, timestamp.get(), digest), peer, done));
    }

    private static boolean proves(Secrets secrets, String timestamp, byte[] digest) {
        boolean found = false;
        for (byte[] password : secrets.passwords()) {
            MessageDigest md5 = md5();
            md5.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            found |= MessageDigest.isEqual(md5.digest(password), digest);
        }
        return found;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
