// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.api.store.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all policies say together. A keyword that hides is written into the store's settings and hides from then on, with or
 * without the policy that declared it. What a policy that has left showed is shown for the grace on, so that its update is
 * not noticed.
 */
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
    private static final String SETTING = "hiding-keywords";

    private final Views views = new Views();
    private final Duration grace;
    private List<Policy> present = List.of();
    private List<Policy> departed = List.of();
    private long departedAt;
    private Set<Flag> hiding = Set.of();
    private Runnable changed = () -> {};

    /** Makes a list without policies, in which one that left speaks on for the grace. */
    public Policies(Duration grace) {
        this.grace = grace;
    }

    /** Sets what to do when another keyword begins to hide. */
    public synchronized void whenHidingChanges(Runnable task) {
        changed = task;
    }

    /** Puts other policies in, best first. */
    public void set(List<Policy> now) {
        Runnable task;
        synchronized (this) {
            List<Policy> gone = new ArrayList<>(present);
            gone.removeAll(now);
            departed = gone;
            departedAt = System.nanoTime();
            present = List.copyOf(now);
            Set<Flag> all = new TreeSet<>(hiding);
            for (Policy policy : now) {
                all.addAll(keywords(policy));
            }
            if (all.size() == hiding.size()) {
                return;
            }
            hiding = Set.copyOf(all);
            task = changed;
        }
        task.run();
    }

    /** Forgets policies that have left for good. */
    synchronized void forget() {
        if (System.nanoTime() - departedAt >= grace.toNanos()) {
            departed = List.of();
        }
    }

    private static Set<Flag> keywords(Policy policy) {
        try {
            return policy.hidingKeywords();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("policy {} failed", policy.getClass().getName(), e);
            return Set.of();
        }
    }

    /** Begins with a store: reads the keywords that hide in it, and writes those that are new to it. */
    public synchronized void entered(MailStore store) {
        views.clear();
        Set<Flag> all = new TreeSet<>(hiding);
        Set<Flag> kept = new TreeSet<>();
        Map<String, String> settings = store.settings();
        for (String name : settings.getOrDefault(SETTING, "").split(" ")) {
            keyword(name).ifPresent(kept::add);
        }
        all.addAll(kept);
        if (all.size() > kept.size()) {
            store.setting(SETTING, String.join(" ", all.stream().map(Flag::name).toList()));
        }
        hiding = Set.copyOf(all);
    }

    private static Optional<Flag> keyword(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Flag.of(name));
        } catch (MailException e) {
            LOG.error("the store's setting {} holds what is no keyword: {}", SETTING, name);
            return Optional.empty();
        }
    }

    /** Returns an account as its owner may see it, who has ENABLEd these names. */
    public MailAccount wrap(MailAccount account, Identity identity, Set<String> enabled) {
        List<Policy> asked;
        Set<Flag> all;
        synchronized (this) {
            all = hiding;
            asked = new ArrayList<>(present);
            if (System.nanoTime() - departedAt < grace.toNanos()) {
                asked.addAll(departed);
            }
        }
        if (all.isEmpty()) {
            return account;
        }
        Set<Flag> hidden = new HashSet<>(all);
        for (Policy policy : asked) {
            hidden.removeAll(shown(policy, identity, enabled));
        }
        return new PolicedAccount(account, new Sight(identity.user(), all, hidden, views));
    }

    private static Set<Flag> shown(Policy policy, Identity identity, Set<String> enabled) {
        try {
            return policy.rules(identity, enabled).shown();
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "policy {} failed: what it hides stays hidden",
                    policy.getClass().getName(),
                    e);
            return Set.of();
        }
    }
}
