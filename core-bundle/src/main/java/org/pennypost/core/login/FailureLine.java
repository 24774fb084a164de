// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.util.Locale;
import org.pennypost.api.auth.Credentials;
import org.pennypost.api.net.Peer;

/** The line about a failed login, whose form others rely on. */
final class FailureLine {
    private FailureLine() {}

    static String of(Credentials credentials, Peer peer, String reason) {
        String protocol = credentials.protocol().isEmpty() ? peer.listener() : credentials.protocol();
        String host = peer.remote().getAddress() == null
                ? peer.remote().getHostString()
                : peer.remote().getAddress().getHostAddress();
        String tls = peer.tls().map(text -> text.split("\\s+", 2)[0]).orElse("no");
        String mechanism = credentials.mechanism().isEmpty() ? "-" : credentials.mechanism();
        return "login-failed proto=" + escaped(protocol.toUpperCase(Locale.ROOT))
                + " user=<" + escaped(credentials.user()) + ">"
                + " rip=" + host
                + " rport=" + peer.remote().getPort()
                + " tls=" + escaped(tls)
                + " mech=" + escaped(mechanism.toUpperCase(Locale.ROOT))
                + " reason=" + reason;
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
}
