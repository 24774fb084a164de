// SPDX-License-Identifier: Apache-2.0
package org.pennypost.conformance.failure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pennypost.api.mail.Problem;
import org.pennypost.conformance.server.InProcessServer;
import org.pennypost.conformance.server.Stores;
import org.pennypost.testkit.script.Script;
import org.pennypost.testkit.script.Target;
import org.pennypost.testkit.store.FailingMailStore;

/** A message that cannot be read spoils its own row and no other. */
class UnreadableMessagesTest {
    private static final String ONLY_BODIES_FAIL = """
            MAILS INBOX 3
            STATE selected INBOX
            C1: a1 UID FETCH 1:3 (FLAGS)
            S1: * 1 FETCH (UID 1 <any>
            S1: * 2 FETCH (UID 2 <any>
            S1: * 3 FETCH (UID 3 <any>
            S1: a1 OK
            C1: a2 FETCH 1:3 (UID BODY.PEEK[])
            S1: a2 %1$s
            C1: a3 FETCH 1:3 (UID ENVELOPE)
            S1: a3 %1$s
            C1: a4 SEARCH BODY x
            S1: * SEARCH
            S1: a4 %2$s
            C1: a5 SEARCH OR UNSEEN BODY x
            S1: * SEARCH 1 2 3
            S1: a5 OK
            """;

    @TempDir
    private Path home;

    /** Two scripts that meet the same user. */
    private record SameUser(InProcessServer server) implements Target {
        @Override
        public InetSocketAddress address(String protocol, boolean tls) {
            return server.address(protocol, tls);
        }

        @Override
        public String newUser() {
            return "same";
        }

        @Override
        public String password() {
            return server.password();
        }
    }

    private void hold(Problem problem, String fetch, String search) {
        FailingMailStore store = new FailingMailStore(Stores.MEMORY.open(home));
        store.fail("Message.content", problem);
        try (InProcessServer server = new InProcessServer(store, home)) {
            Script.of(problem.name(), ONLY_BODIES_FAIL.formatted(fetch, search)).run(server);
        }
    }

    @Test
    void endsWithNoIfMessagesCannotBeRead() {
        hold(Problem.UNAVAILABLE, "NO", "NO");
        hold(Problem.CORRUPT, "NO", "NO");
    }

    @Test
    void endsWithOkIfMessagesHaveGone() {
        hold(Problem.EXPUNGED, "OK [EXPUNGEISSUED]<any>", "OK");
    }

    @Test
    void givesTheOthers() throws IOException {
        try (InProcessServer server = new InProcessServer(Stores.MAILDIR.open(home), home)) {
            Target target = new SameUser(server);
            Script.of("before", """
                    MAILS INBOX 3
                    STATE selected INBOX
                    C1: a1 UID SEARCH ALL
                    S1: * SEARCH 1 2 3
                    S1: a1 OK
                    """).run(target);
            try (Stream<Path> files = Files.list(home.resolve("mail/same/Maildir/cur"))) {
                List<Path> sorted = files.sorted().toList();
                Files.delete(sorted.get(1));
                Files.createSymbolicLink(sorted.get(1), sorted.get(1).getFileName());
            }
            Script.of("after", """
                    STATE selected INBOX
                    C1: a1 UID FETCH 1:3 (BODY.PEEK[HEADER])
                    S1: * 1 FETCH (UID 1 BODY[HEADER] <any>)
                    S1: * 3 FETCH (UID 3 BODY[HEADER] <any>)
                    S1: a1 NO
                    """).run(target);
        }
    }
}
