// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.access.LoginResult;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.net.Connection;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.Session;
import org.pennypost.api.net.Snapshot;
import org.pennypost.api.pop3.Pop3Session.State;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.Progress;
import org.pennypost.pop3.drop.FrozenMaildrop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a session stands between two commands: who has logged in, what extensions keep with it, how often it erred. */
final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final Connection connection;
    private final Session self;
    private final Surroundings around;
    private final Map<String, Map<String, String>> slots = new HashMap<>();
    private volatile @Nullable Tenancy tenancy;
    private int mistakes;
    private String previous = "";
    private String user = "";
    private String reason = "";
    private int commands;

    Standing(Connection connection, Session self, Surroundings around) {
        this.connection = connection;
        this.self = self;
        this.around = around;
    }

    State state() {
        return tenancy == null ? State.AUTHORIZATION : State.TRANSACTION;
    }

    Optional<Identity> identity() {
        return Optional.ofNullable(tenancy).map(Tenancy::identity);
    }

    FrozenMaildrop frozen() {
        Tenancy now = tenancy;
        if (now == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        return now.drop();
    }

    Map<String, String> slot(String name) {
        return slots.computeIfAbsent(name, key -> new HashMap<>());
    }

    Progress progress() {
        Tenancy now = tenancy;
        return now == null ? Progress.NONE : now.registration().progress();
    }

    /** Counts one more command that was not understood; tells whether these are too many for somebody not logged in. */
    boolean tooManyMistakes() {
        return tenancy == null && ++mistakes >= around.settings().limits().badCommands();
    }

    /** Returns the word that was answered last. */
    String previous() {
        return previous;
    }

    /** A word has been answered. */
    void answered(String word) {
        commands++;
        previous = word;
    }

    /**
     * Opens the maildrop, if the credentials were right.
     *
     * @throws MailException IN_USE, UNAVAILABLE
     */
    Outcome enter(LoginResult result) {
        if (result instanceof LoginResult.Refused refused) {
            return Wording.of(refused.reason());
        }
        LoginResult.Granted granted = (LoginResult.Granted) result;
        tenancy = Tenancy.take(granted.identity(), granted.account(), around, self, connection);
        user = granted.identity().user();
        return Outcome.done("maildrop locked and ready");
    }

    /** The session ends; the first reason counts. */
    void ended(String why) {
        if (reason.isEmpty()) {
            reason = why;
        }
    }

    /** Returns what the log says of the session when it ends. */
    Map<String, String> summary() {
        Map<String, String> summary = new LinkedHashMap<>();
        summary.put("user", user);
        summary.put("commands", Integer.toString(commands));
        if (!reason.isEmpty()) {
            summary.put("reason", reason);
        }
        return summary;
    }

    /** Lets go of everything. */
    void end() {
        Tenancy now = tenancy;
        if (now != null) {
            tenancy = null;
            now.end();
        }
    }

    void detach() {
        Tenancy now = tenancy;
        if (now != null) {
            now.detach();
        }
    }

    /** Goes on in another account; tells whether it could. */
    boolean attach(MailAccount account) {
        Tenancy now = tenancy;
        if (now == null) {
            account.close();
            return true;
        }
        try {
            now.attach(account);
            return true;
        } catch (MailException e) {
            LOG.warn(Marks.FAILURES, "{} cannot go on: {}", connection.peer().id(), e.getMessage());
            return false;
        }
    }

    Snapshot snapshot(Snapshot before) {
        Snapshot now = before.with("mistakes", String.valueOf(mistakes))
                .with("previous", previous)
                .with("commands", String.valueOf(commands));
        for (var slot : slots.entrySet()) {
            for (var value : slot.getValue().entrySet()) {
                now = now.with("slot." + slot.getKey() + "." + value.getKey(), value.getValue());
            }
        }
        Tenancy mine = tenancy;
        tenancy = null;
        return mine == null ? now : mine.snapshot(now);
    }

    void resume(Snapshot snapshot) {
        mistakes = Integer.parseInt(snapshot.text("mistakes").orElse("0"));
        previous = snapshot.text("previous").orElse("");
        commands = Integer.parseInt(snapshot.text("commands").orElse("0"));
        for (String key : snapshot.keys()) {
            if (key.startsWith("slot.")) {
                int dot = key.lastIndexOf('.');
                slot(key.substring("slot.".length(), dot))
                        .put(key.substring(dot + 1), snapshot.text(key).orElse(""));
            }
        }
        if (snapshot.text("user").isPresent()) {
            tenancy = Tenancy.resume(snapshot, around, self, connection);
            user = tenancy.identity().user();
        }
    }

    String describe() {
        Tenancy now = tenancy;
        return now == null ? "not logged in" : "maildrop of " + now.drop().size() + " messages";
    }
}
