// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.Locale;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.net.Peer;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The lines about logins, whose form others rely on: a filter of fail2ban reads those that failed. */
final class LoginLine {
    private LoginLine() {}

    /** Returns the line about a login that failed. */
    static String failed(Credentials credentials, Peer peer, String reason) {
        return "login-failed " + who(credentials, peer, credentials.user()) + " reason=" + reason;
    }

    /** Returns the line about a login that succeeded, with whoever acts for the user, if somebody does. */
    static String admitted(Credentials credentials, Peer peer, Identity identity) {
        return "login " + who(credentials, peer, identity.user())
                + identity.attribute(Identity.MASTER)
                        .map(master -> " master=<" + escaped(master) + ">")
                        .orElse("");
    }

    private static String who(Credentials credentials, Peer peer, String user) {
        String protocol = credentials.protocol().isEmpty() ? peer.listener() : credentials.protocol();
        String host = peer.remote().getAddress() == null
                ? peer.remote().getHostString()
                : peer.remote().getAddress().getHostAddress().split("%", 2)[0];
        String tls = peer.tls().map(text -> text.split("\\s+", 2)[0]).orElse("no");
        String mechanism = credentials.mechanism().isEmpty() ? "-" : credentials.mechanism();
        return "proto=" + escaped(protocol.toUpperCase(Locale.ROOT))
                + " user=<" + escaped(user) + ">"
                + " rip=" + host
                + " rport=" + peer.remote().getPort()
                + " tls=" + escaped(tls)
                + " mech=" + escaped(mechanism.toUpperCase(Locale.ROOT));
    }

    /** Controls, and what could end or forge the field, become {@code \xNN} or {@code \\uNNNN}. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7F || c == '<' || c == '>' || c == '\\') {
                out.append(String.format("\\x%02X", (int) c));
            } else if (c > 0x7F && !Character.isLetterOrDigit(c)) {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Returns the mark by which the log is filtered: module and step. */
    static Marker mark(Attempt attempt, String step) {
        String protocol = attempt.credentials().protocol();
        return MarkerFactory.getMarker(
                (protocol.equals("pop3") ? "POP" : protocol.toUpperCase(Locale.ROOT)) + " " + step);
    }
}
