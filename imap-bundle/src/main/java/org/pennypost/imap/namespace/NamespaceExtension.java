// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.namespace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.ImapExtension;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.Namespace;
import org.pennypost.imap.wire.ModifiedUtf7;

/** RFC 2342. */
@Rfc(number = 2342, section = "5")
@Rfc(number = 9051, section = "6.3.10")
public final class NamespaceExtension implements ImapExtension {
    /** Makes it. */
    public NamespaceExtension() {}

    @Override
    public String name() {
        return "NAMESPACE";
    }

    @Override
    public List<String> capabilities(ImapSession session) {
        return List.of("NAMESPACE");
    }

    @Override
    public List<Command> commands() {
        return List.of(new NamespaceCommand());
    }

    private static final class NamespaceCommand implements Command {
        @Override
        public String name() {
            return "NAMESPACE";
        }

        @Override
        public Traits traits() {
            return Traits.authenticated();
        }

        @Override
        public Call parse(ImapReader in) {
            in.end();
            return (session, out) -> {
                List<Namespace> all = session.account().namespaces();
                out.untagged().atom("NAMESPACE");
                for (Namespace.Kind kind : Namespace.Kind.values()) {
                    out.sp();
                    kind(all.stream().filter(one -> one.kind() == kind).toList(), out);
                }
                out.end();
                return Outcome.done("NAMESPACE completed");
            };
        }

        private static void kind(List<Namespace> namespaces, ImapWriter out) {
            if (namespaces.isEmpty()) {
                out.atom("NIL");
                return;
            }
            out.put('(');
            for (Namespace namespace : namespaces) {
                out.put('(').string(octets(ModifiedUtf7.encode(namespace.prefix())));
                out.sp().string(octets(String.valueOf(namespace.separator()))).put(')');
            }
            out.put(')');
        }

        private static byte[] octets(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
