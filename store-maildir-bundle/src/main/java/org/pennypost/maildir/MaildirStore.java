// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.channels.Channel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.store.MailAccount;
import org.pennypost.api.store.MailStore;
import org.pennypost.maildir.disk.FsyncPolicy;
import org.pennypost.maildir.index.Folders;
import org.pennypost.maildir.index.Watcher;
import org.pennypost.maildir.lock.MaildropLocks;
import org.pennypost.maildir.name.FlagWord;
import org.pennypost.maildir.name.Former;
import org.pennypost.maildir.name.Location;
import org.pennypost.maildir.name.Tree;
import org.pennypost.maildir.name.UniqueName;

/**
 * Mail in Maildirs. Start reading here: an account is a {@link Tree} of folders, each of which is one shared
 * {@link org.pennypost.maildir.index.Folder} while somebody has it open.
 */
public final class MaildirStore implements MailStore, AutoCloseable {
    private final Settings settings;
    private final Folders folders;
    private final SettingsFile file;
    private final MaildropLocks maildrops;
    private final Watcher watcher;

    /**
     * What the operator decides.
     *
     * @param location where mail lies, see {@link Location}
     * @param fsync what must be on the disk before an answer
     * @param naming what clients see of mailbox names
     * @param exclusive whether one POP3 session excludes another from a maildrop
     * @param data a folder for the store's own small files, if the location names no common one
     * @param keywords that a mailbox may have, at most {@link FlagWord#KEYWORDS}
     */
    public record Settings(
            String location, FsyncPolicy fsync, Naming naming, boolean exclusive, Path data, int keywords) {
        /** As many keywords as there is room for. */
        public Settings(String location, FsyncPolicy fsync, Naming naming, boolean exclusive, Path data) {
            this(location, fsync, naming, exclusive, data, FlagWord.KEYWORDS);
        }
    }

    /**
     * What clients see of mailbox names, beside the names.
     *
     * @param separator between the parts of mailbox names, 0 to choose by what is there
     * @param prefix how they begin
     */
    public record Naming(char separator, Location.Prefix prefix) {
        /** Both by what is there. */
        public static final Naming AUTO = new Naming((char) 0, Location.Prefix.AUTO);
    }

    /** Makes a store. */
    public MaildirStore(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.folders = new Folders(settings.fsync, new UniqueName(clock), settings.keywords);
        Path root = Location.parse(settings.location).commonRoot().orElse(settings.data);
        this.file = new SettingsFile(root.resolve("pennypost.settings"));
        this.maildrops = new MaildropLocks(settings.exclusive, InstantSource.system());
        this.watcher = new Watcher(folders, maildrops::tend);
    }

    @Override
    public MailAccount open(Identity identity) {
        Location location = Location.parse(identity.attribute(Identity.MAIL).orElse(settings.location));
        Tree tree = location.tree(identity, settings.naming.prefix);
        return new MaildirAccount(tree, folders, separator(tree), maildrops);
    }

    /** Returns the separator: that of the server that has kept the tree, else {@code /}. */
    private char separator(Tree tree) {
        if (settings.naming.separator != 0) {
            return settings.naming.separator;
        }
        return tree.former() == Former.NOBODY ? '/' : '.';
    }

    @Override
    public Map<String, String> settings() {
        return file.all();
    }

    @Override
    public void setting(String key, String value) {
        file.set(key, value);
    }

    @Override
    public Map<String, Channel> releaseMaildrops() {
        return maildrops.releaseAll();
    }

    @Override
    public void adoptMaildrops(Map<String, Channel> channels) {
        maildrops.adopt(channels);
    }

    /** Lets go of everything; calls fail from now on. */
    @Override
    public void close() {
        watcher.close();
        folders.close();
        maildrops.close();
    }
}
