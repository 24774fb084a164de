// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.nio.channels.Channel;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;

/**
 * The reference store: what every store must do, in the fewest words. Its mail goes with the bundle. Serves only where
 * it is configured (PID {@code memory}) and no other store is there.
 *
 * <p>One lock per user; a change is made whole under it, and bells are rung after it, see {@link MemoryTree#change}.
 */
@Component(
        configurationPid = "memory",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = "service.ranking:Integer=-100",
        service = MailStore.class)
public final class MemoryStore implements MailStore {
    private final InstantSource clock;
    private final Map<String, MemoryTree> trees = new ConcurrentHashMap<>();
    private final Map<String, String> settings = new ConcurrentHashMap<>();

    /** Makes an empty store. */
    @Activate
    public MemoryStore() {
        this(InstantSource.system());
    }

    /** Makes an empty store that takes the time of arrivals from a clock. */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public MailAccount open(Identity identity) {
        return new MemoryAccount(trees.computeIfAbsent(identity.user(), user -> new MemoryTree(clock)));
    }

    @Override
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    @Override
    public void setting(String key, String value) {
        if (!key.matches("[A-Za-z0-9-]+") || value.chars().anyMatch(Character::isISOControl)) {
            throw new MailException(
                    Problem.INVALID, "a setting is one line under a key of letters, digits and hyphens");
        }
        if (value.isEmpty()) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
    }

    /** Returns nothing: the mail goes with the store, and so do the locks. */
    @Override
    public Map<String, Channel> releaseMaildrops() {
        return Map.of();
    }

    /** Does nothing: a lock that somebody claims by its token is simply taken, see {@link MemoryTree#lockMaildrop}. */
    @Override
    public void adoptMaildrops(Map<String, Channel> channels) {}
}
