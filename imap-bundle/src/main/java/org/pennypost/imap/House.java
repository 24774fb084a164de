// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.util.function.Supplier;
import org.pennypost.api.access.Login;
import org.pennypost.api.access.Sessions;

/**
 * What all sessions share.
 *
 * @param login the way in
 * @param sessions the register
 * @param registry the words
 * @param settings asked each time, because they change while sessions go on
 */
record House(Login login, Sessions sessions, ExtensionRegistry registry, Supplier<Settings> settings) {}
