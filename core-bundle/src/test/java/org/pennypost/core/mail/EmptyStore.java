// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.mail;

import java.nio.channels.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.Access;
import org.pennypost.api.store.Bell;
import org.pennypost.api.store.CreatePlan;
import org.pennypost.api.store.Draft;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.MailboxEntry;
import org.pennypost.api.store.MailboxStatus;
import org.pennypost.api.store.MaildropLock;
import org.pennypost.api.store.Namespace;
import org.pennypost.api.store.StatusPlan;

/** A store of accounts with an INBOX at most. */
public final class EmptyStore implements MailStore {
    public final Map<String, String> settings = new HashMap<>();
    public final Map<String, Channel> maildrops = new HashMap<>();
    public volatile boolean broken;

    /** Returns an account of a store of its own. */
    public static MailAccount account() {
        return new Account(new EmptyStore(), null);
    }

    @Override
    public MailAccount open(Identity identity) {
        if (broken) {
            throw new MailException(Problem.UNAVAILABLE, "broken");
        }
        return new Account(this, null);
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public void setting(String key, String value) {
        settings.put(key, value);
    }

    @Override
    public Map<String, Channel> releaseMaildrops() {
        Map<String, Channel> away = new HashMap<>(maildrops);
        maildrops.clear();
        return away;
    }

    @Override
    public void adoptMaildrops(Map<String, Channel> channels) {
        maildrops.putAll(channels);
    }

    /** An account that knows its store, and may have an INBOX. */
    public record Account(EmptyStore store, @Nullable SmallMailbox inbox) implements MailAccount {
        @Override
        public List<Namespace> namespaces() {
            return List.of(new Namespace(Namespace.Kind.PERSONAL, "", '/'));
        }

        @Override
        public List<MailboxEntry> list() {
            return List.of();
        }

        @Override
        public void create(MailboxName name, CreatePlan plan) {
            throw new MailException(Problem.UNSUPPORTED, "empty");
        }

        @Override
        public void delete(MailboxName name) {
            throw new MailException(Problem.NOT_FOUND, "empty");
        }

        @Override
        public void rename(MailboxName from, MailboxName to) {
            throw new MailException(Problem.NOT_FOUND, "empty");
        }

        @Override
        public void subscribe(MailboxName name, boolean subscribed) {}

        @Override
        public MailboxStatus status(MailboxName name, StatusPlan plan) {
            return box().status(plan);
        }

        @Override
        public Mailbox open(MailboxName name, Access access, Bell bell) {
            return box();
        }

        private SmallMailbox box() {
            if (inbox == null) {
                throw new MailException(Problem.NOT_FOUND, "empty");
            }
            return inbox;
        }

        @Override
        public Optional<Draft> draft(String token) {
            return Optional.empty();
        }

        @Override
        public MaildropLock lockMaildrop(@Nullable String token) {
            throw new MailException(Problem.IN_USE, "empty");
        }

        @Override
        public <T> Optional<T> facet(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
