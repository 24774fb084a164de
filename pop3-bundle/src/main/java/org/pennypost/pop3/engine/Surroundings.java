// SPDX-License-Identifier: Apache-2.0
package org.pennypost.pop3.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;
import org.pennypost.pop3.drop.UidlFormat;

/**
 * What a conversation needs from outside.
 *
 * @param login the way to an account
 * @param sessions the register
 * @param words the words installed now
 * @param settings how to behave
 */
public record Surroundings(Login login, Sessions sessions, Supplier<Words> words, Settings settings) {
    /**
     * How to behave.
     *
     * @param idle time without traffic after which a session ends; at least 10 minutes (RFC 1939 §3)
     * @param hold time for which a departed word is waited for
     * @param limits what a client may not exceed
     * @param exclusive whether a session takes the maildrop for itself
     * @param greeting what is said first
     * @param uidl how unique ids are made
     */
    public record Settings(
            Duration idle, Duration hold, Limits limits, boolean exclusive, Greeting greeting, UidlFormat uidl) {}

    /**
     * What a client may not exceed.
     *
     * @param badCommands commands that are not understood before login until the connection is closed
     * @param line octets of a command with its CRLF; at least 255 (RFC 2449 §4)
     */
    public record Limits(int badCommands, int line) {}
}
