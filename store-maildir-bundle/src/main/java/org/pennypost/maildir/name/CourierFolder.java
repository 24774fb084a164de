// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.MailException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Courier's IMAP and POP3 servers have written beside the mail of a folder, for the first opening after them. Their files
 * stay as they are.
 *
 * <p>{@code courierimapuiddb}: {@code 1 <uidvalidity> <uidnext>}, then {@code <uid> <base>} a line. {@code courierpop3dsizelist}:
 * {@code /2} or {@code /3}, {@code <next> <uidvalidity>}, then {@code <file> <size> <n>:<uidvalidity>[:…]} a line. Keywords:
 * {@code courierimapkeywords/:list} has the keywords, an empty line, and {@code <base>:<numbers>} a line; newer changes stand in
 * {@code .<time>.<base>}, a keyword a line.
 */
public final class CourierFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CourierFolder.class);
    private static final Pattern HEAD = Pattern.compile("1 ([1-9][0-9]{0,9}) ([1-9][0-9]{0,9})");
    private static final Pattern RECORD = Pattern.compile("([1-9][0-9]{0,9}) ([^/:\\s]+)(?::\\S*)?");
    private static final Pattern POP3_RECORD =
            Pattern.compile("([^/:\\s]+)(?::2,\\S*)? ([0-9]{1,18})(?: ([0-9]{1,10}):([0-9]{1,10})(?::.*)?)?");
    private static final Pattern CHANGED = Pattern.compile("\\.([0-9]{1,18})\\.(.+)");

    private final Path dir;
    private final long uidValidity;
    private long uidNext;
    private final Map<Long, String> bases = new TreeMap<>();
    private final Map<String, String> fields = new HashMap<>();

    private CourierFolder(Path dir, long uidValidity, long uidNext) {
        this.dir = dir;
        this.uidValidity = uidValidity;
        this.uidNext = uidNext;
    }

    /** Returns what Courier knew of a folder, empty if it has not been there. */
    public static Optional<CourierFolder> of(Path dir) throws IOException {
        List<String> lines = lines(dir.resolve("courierimapuiddb"));
        Matcher head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!head.matches()) {
            return Optional.empty();
        }
        CourierFolder folder = new CourierFolder(dir, Long.parseLong(head.group(1)), Long.parseLong(head.group(2)));
        for (String line : lines.subList(1, lines.size())) {
            Matcher record = RECORD.matcher(line);
            if (record.matches()) {
                long uid = Long.parseLong(record.group(1));
                folder.bases.putIfAbsent(uid, record.group(2));
                folder.uidNext = Math.max(folder.uidNext, uid + 1);
            }
        }
        folder.pop3();
        return Optional.of(folder);
    }

    /** Tells whether Courier has kept a tree with this INBOX. */
    public static boolean kept(Path inbox) {
        return Files.exists(inbox.resolve("courierimapuiddb")) || Files.exists(inbox.resolve("courierimapsubscribed"));
    }

    private void pop3() throws IOException {
        List<String> lines = lines(dir.resolve("courierpop3dsizelist"));
        if (lines.isEmpty() || !lines.get(0).matches("/[123] .*")) {
            return;
        }
        for (String line : lines.subList(1, lines.size())) {
            Matcher record = POP3_RECORD.matcher(line);
            if (record.matches()) {
                String base = record.group(1);
                String validity = record.group(4);
                String id =
                        validity == null || validity.matches("0*") ? base : "UID" + record.group(3) + '-' + validity;
                // a unique id of POP3 has at most 70 characters (RFC 1939 §7)
                fields.put(base, " W" + record.group(2) + (id.length() <= 70 ? " P" + id : ""));
            }
        }
    }

    /** Returns the first line of a uidlist for what Courier knew. */
    public UidListFile.Header header(String guid) {
        return new UidListFile.Header(3, uidValidity, uidNext, guid, "", 0);
    }

    /** Returns its records. */
    public List<String> records() {
        List<String> records = new ArrayList<>(bases.size());
        bases.forEach((uid, base) -> records.add(uid + fields.getOrDefault(base, "") + " :" + base));
        return records;
    }

    /**
     * Writes the keywords into the names of the files, where all programs but Courier look for them.
     *
     * @param table with the keywords that the mailbox has already; gets those that are new
     * @return whether there were new ones, so that the table is to be written
     */
    public boolean nameKeywords(KeywordTable table) throws IOException {
        Map<String, Set<String>> keywords = keywords();
        if (keywords.isEmpty()) {
            return false;
        }
        int free = table.freeCount();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir.resolve("cur"))) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            for (Path file : all) {
                FileName name = FileName.inCur(file.getFileName().toString());
                Set<String> of = keywords.get(name.base());
                if (of != null) {
                    rename(file, name, letters(of, table));
                }
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return table.freeCount() < free;
    }

    private void rename(Path file, FileName name, long letters) throws IOException {
        if ((name.word() & letters) == letters) {
            return;
        }
        String old = file.getFileName().toString();
        Path now = file.resolveSibling(
                FileName.cur(name.base(), (name.word() & ~FlagWord.ODD) | letters, FileName.foreignLetters(old)));
        try {
            Files.move(file, now);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            LOG.warn("{}: the keywords that Courier kept could not be taken over: {}", file, e.toString());
        }
    }

    private long letters(Collection<String> names, KeywordTable table) {
        long letters = 0;
        for (String name : names) {
            try {
                Flag flag = Flag.of(name);
                int index = table.indexOf(flag);
                if (index < 0) {
                    index = table.free();
                    if (index < 0 || index >= FlagWord.LETTERS) {
                        LOG.warn(
                                "{}: keyword {} could not be taken over from Courier: all letters are in use",
                                dir,
                                name);
                        continue;
                    }
                    table.set(index, flag);
                }
                if (index < FlagWord.LETTERS) {
                    letters |= FlagWord.keyword(index);
                }
            } catch (MailException e) {
                LOG.warn("{}: keyword {} of Courier can be none of IMAP", dir, name);
            }
        }
        return letters;
    }

    /** Returns the keywords by base. */
    private Map<String, Set<String>> keywords() throws IOException {
        Path place = dir.resolve("courierimapkeywords");
        Map<String, Set<String>> keywords = new HashMap<>();
        List<String> names = new ArrayList<>();
        boolean head = true;
        for (String line : lines(place.resolve(":list"))) {
            int colon = line.lastIndexOf(':');
            if (line.isEmpty()) {
                head = false;
            } else if (head) {
                names.add(line);
            } else if (colon > 0) {
                keywords.put(line.substring(0, colon), numbered(line.substring(colon + 1), names));
            }
        }
        changed(place, (base, file) -> keywords.put(base, new LinkedHashSet<>(file)));
        keywords.values().removeIf(Set::isEmpty);
        return keywords;
    }

    private static Set<String> numbered(String numbers, List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        for (String number : numbers.split(" ")) {
            if (number.matches("[0-9]{1,6}") && Integer.parseInt(number) < names.size()) {
                found.add(names.get(Integer.parseInt(number)));
            }
        }
        return found;
    }

    private static void changed(Path place, BiConsumer<String, List<String>> each) throws IOException {
        Map<String, Long> latest = new HashMap<>();
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, ".*")) {
            for (Path file : all) {
                Matcher name = CHANGED.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) >= latest.getOrDefault(name.group(2), 0L)) {
                    latest.put(name.group(2), Long.parseLong(name.group(1)));
                    files.put(name.group(2), file);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (Map.Entry<String, Path> file : files.entrySet()) {
            each.accept(file.getKey(), lines(file.getValue()));
        }
    }

    /** Returns the lines of a file, none if it is not there. */
    static List<String> lines(Path file) throws IOException {
        try {
            return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
