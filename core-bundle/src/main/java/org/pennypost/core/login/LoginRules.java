// SPDX-License-Identifier: Apache-2.0
package org.pennypost.core.login;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pennypost.api.net.Networks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of logging in as values.
 *
 * @param names how names are read
 * @param networks from where passwords may come in clear
 * @param delays what failures cost
 * @param grace for which a login waits for what is away
 * @param limits how many may wait, and be here
 */
public record LoginRules(Names names, Networks networks, Delays delays, Duration grace, Limits limits) {
    private static final Logger LOG = LoggerFactory.getLogger(LoginRules.class);

    /**
     * How names are read.
     *
     * @param users how they are normalised
     * @param charsets tried for octets that are not UTF-8
     * @param separator between a user's name and that of the one who acts for him; empty for nothing
     */
    public record Names(UserNames users, List<Charset> charsets, String separator) {}

    /**
     * How many at most.
     *
     * @param queue logins that wait for a permit to hash
     * @param sessions of one user at a time; 0 for any number
     */
    public record Limits(int queue, int sessions) {}

    /** Returns the values of a configuration. */
    public static LoginRules of(LoginSettings settings) {
        UserNames users = new UserNames(
                settings.default$_$domain(), !settings.user$_$format().equals("keep"), settings.user$_$characters());
        Delays delays = new Delays(
                Duration.ofSeconds(settings.failure$_$delay()),
                Duration.ofSeconds(settings.failure$_$delay$_$max()),
                settings.failures$_$free(),
                Duration.ofSeconds(settings.failure$_$hold()),
                settings.failure$_$table());
        return new LoginRules(
                new Names(users, charsets(settings.charsets()), settings.master$_$separator()),
                networks(settings.plaintext$_$networks()),
                delays,
                Duration.ofSeconds(settings.grace()),
                new Limits(settings.queue(), settings.user$_$sessions()));
    }

    private static Networks networks(String text) {
        try {
            return Networks.parse(text);
        } catch (IllegalArgumentException wrong) {
            LOG.error("conf/login.cfg: plaintext-networks: {}; none is trusted", wrong.getMessage());
            return Networks.NONE;
        }
    }

    private static List<Charset> charsets(String text) {
        List<Charset> list = new ArrayList<>();
        for (String word : text.split("[,\\s]+")) {
            try {
                if (!word.isEmpty()) {
                    list.add(Charset.forName(word));
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                LOG.error("login charsets: the JDK knows no charset {}", word);
            }
        }
        return List.copyOf(list);
    }
}
