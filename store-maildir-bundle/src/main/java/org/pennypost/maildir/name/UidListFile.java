// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pennypost.maildir.disk.SmallFile;

/**
 * A dovecot-uidlist: which base has which UID, for all programs. The file is only added to at its end, or replaced as a
 * whole, under dovecot-uidlist.lock. One of these objects belongs to one version of the file and keeps it open, so that a
 * base can be read at its offset even after another program has replaced the file.
 *
 * <p>Form: {@code 3 V<uidvalidity> N<uidnext> G<guid>}, then {@code <uid> [<key><value> ]… :<base>} a line. Version 1 is
 * {@code 1 <uidvalidity> <uidnext>} and {@code <uid> <base>}.
 */
public final class UidListFile implements AutoCloseable {
    /** UIDs above are nobody's but damage's: with them there would be none left for what arrives. */
    private static final long HIGHEST = 0xFFFF_0000L;

    private static final int LONGEST_HEADER = 512;
    private static final int LONGEST_REST = 256;
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_LINE = 4096;
    private static final Pattern UNIQUE_ID = Pattern.compile(" P([\\x21-\\x7E]{1,70}) ");

    private final Path path;
    private final FileChannel channel;
    private final Header header;
    private Stamp stamp;
    private long end;

    /**
     * The first line.
     *
     * @param version 1 or 3
     * @param uidValidity 1 to 4294967295
     * @param uidNext as written; records may be above it
     * @param guid 32 hexadecimal digits, null if the file has none
     * @param rest other fields, each with a space in front
     * @param length octets of the line with its end
     */
    public record Header(
            int version,
            long uidValidity,
            long uidNext,
            @Nullable String guid,
            String rest,
            int length) {}

    private UidListFile(Path path, FileChannel channel, Header header, Stamp stamp) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        this.stamp = stamp;
        this.end = stamp.size();
    }

    /**
     * Opens a list.
     *
     * @return null if there is none or its first line cannot be understood
     */
    public static @Nullable UidListFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            return null;
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Stamp stamp = Stamp.of(path);
            ByteBuffer first = ByteBuffer.allocate(LONGEST_HEADER);
            channel.read(first, 0);
            Header header = header(new String(first.array(), 0, first.position(), StandardCharsets.ISO_8859_1));
            if (header != null && header.uidNext() <= HIGHEST && stamp.exists()) {
                return new UidListFile(path, channel, header, stamp);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable Header header(String text) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return null;
        }
        String[] fields = text.substring(0, end).split(" ");
        try {
            if (fields.length >= 3 && fields[0].equals("1")) {
                long validity = Long.parseLong(fields[1]);
                return isValidity(validity)
                        ? new Header(1, validity, Long.parseLong(fields[2]), null, "", end + 1)
                        : null;
            }
            return fields.length > 0 && fields[0].equals("3") ? version3(fields, end + 1) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Header version3(String[] fields, int length) {
        long validity = 0;
        long next = 1;
        String guid = null;
        StringBuilder rest = new StringBuilder();
        for (int i = 1; i < fields.length; i++) {
            String field = fields[i];
            if (field.startsWith("V")) {
                validity = Long.parseLong(field.substring(1));
            } else if (field.startsWith("N")) {
                next = Long.parseLong(field.substring(1));
            } else if (field.matches("G[0-9a-f]{32}")) {
                guid = field.substring(1);
            } else {
                rest.append(' ').append(field);
            }
        }
        // What nobody can have meant is not carried along: a first line must stay as short as it is read.
        String others = rest.length() > LONGEST_REST ? "" : rest.toString();
        return isValidity(validity) ? new Header(3, validity, next, guid, others, length) : null;
    }

    private static boolean isValidity(long number) {
        return number > 0 && number <= 0xFFFF_FFFFL;
    }

    /** Tells whether it can be read; an interrupted thread closes what it reads. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Returns the first line. */
    public Header header() {
        return header;
    }

    /** Returns the version of the file that has been seen, own additions included. */
    public Stamp stamp() {
        return stamp;
    }

    /** Reads all records; lines that are none are passed over. */
    public UidRecords records() throws IOException {
        UidRecords records = new UidRecords();
        long position = header.length();
        ByteBuffer block = ByteBuffer.allocate(BLOCK + LONGEST_LINE);
        byte[] octets = block.array();
        while (channel.read(block, position + block.position()) > 0) {
            int start = 0;
            for (int i = 0; i < block.position(); i++) {
                if (octets[i] == '\n') {
                    record(octets, start, i, (int) position, records);
                    start = i + 1;
                }
            }
            if (start == 0 && !block.hasRemaining()) {
                start = block.position();
            }
            position += start;
            block.flip().position(start);
            block.compact();
        }
        end = position + block.position();
        return records;
    }

    private void record(byte[] octets, int from, int to, int position, UidRecords records) {
        long uid = 0;
        int at = from;
        while (at < to && octets[at] >= '0' && octets[at] <= '9' && uid <= 0xFFFFFFFFL) {
            uid = 10 * uid + (octets[at++] - '0');
        }
        if (at == from || uid == 0 || uid > HIGHEST || at >= to || octets[at] != ' ') {
            return;
        }
        int base = baseStart(octets, at + 1, to);
        if (base >= 0) {
            int stop = base;
            while (stop < to && octets[stop] != ':') {
                stop++;
            }
            records.add(uid, position + base, FileName.hash(octets, base, stop));
            if (base > at + 2) {
                uniqueId(uid, octets, at, base, records);
            }
        }
    }

    /** the field P, a unique id of POP3 that another server gave */
    private static void uniqueId(long uid, byte[] octets, int from, int base, UidRecords records) {
        String fields = new String(octets, from, base - 1 - from, StandardCharsets.ISO_8859_1);
        Matcher found = UNIQUE_ID.matcher(fields);
        if (found.find()) {
            records.uniqueId(uid, found.group(1));
        }
    }

    private int baseStart(byte[] octets, int from, int to) {
        if (header.version() == 1) {
            return from;
        }
        for (int i = from; i < to; i++) {
            if (octets[i] == ':' && (octets[i - 1] == ' ')) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Returns the base that begins at an offset. */
    public String base(int offset) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(256);
        while (true) {
            int read = channel.read(line, (long) offset + line.position());
            byte[] octets = line.array();
            for (int i = 0; i < line.position(); i++) {
                if (octets[i] == '\n' || octets[i] == ':') {
                    return new String(octets, 0, i, StandardCharsets.UTF_8);
                }
            }
            if (read <= 0 || line.capacity() >= LONGEST_LINE) {
                throw new IOException("damaged: " + path + " at " + offset);
            }
            line = ByteBuffer.allocate(line.capacity() * 4).put(line.flip());
        }
    }

    /**
     * Adds lines. The caller holds the lock and has made sure that this is the version of the file in force.
     *
     * @param ids by place of the line what POP3 has called the message, where it must keep that
     * @param force whether to wait until the disk has it
     * @return for each line where its base begins
     */
    public int[] append(long[] uids, Map<Integer, String> ids, String[] bases, boolean force) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int[] offsets = new int[uids.length];
        long at = channel.size();
        if (at > header.length() && lastOctet(at) != '\n') {
            text.write('\n');
        }
        for (int i = 0; i < uids.length; i++) {
            String field = ids.containsKey(i) ? " P" + ids.get(i) : "";
            text.writeBytes(
                    (uids[i] + (header.version() == 1 ? " " : field + " :")).getBytes(StandardCharsets.US_ASCII));
            offsets[i] = (int) at + text.size();
            text.writeBytes(bases[i].getBytes(StandardCharsets.UTF_8));
            text.write('\n');
        }
        try {
            write(channel, ByteBuffer.wrap(text.toByteArray()), at);
            if (force) {
                channel.force(true);
            }
        } catch (IOException e) {
            // half a line would be a record to some programs and damage to others
            if (channel.isOpen()) {
                channel.truncate(at);
                stamp = Stamp.of(path);
            }
            throw e;
        }
        stamp = Stamp.of(path);
        return offsets;
    }

    private int lastOctet(long size) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, size - 1);
        return one.get(0);
    }

    /**
     * Replaces a list by one with these records. The caller holds the lock.
     *
     * @param header what to write first; version 3 whatever the former was
     * @param lines each a whole record without line end, such as {@code 7 :base}
     */
    public static void replace(Path path, Header header, Iterable<String> lines, boolean force) throws IOException {
        SmallFile.Content content = out -> {
            StringBuilder text = new StringBuilder("3 V" + header.uidValidity() + " N" + header.uidNext() + " G"
                    + header.guid() + header.rest() + "\n");
            long at = 0;
            for (String line : lines) {
                text.append(line).append('\n');
                if (text.length() > BLOCK) {
                    at += write(out, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), at);
                    text.setLength(0);
                }
            }
            write(out, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), at);
        };
        SmallFile.replace(path, content, force);
    }

    private static int write(FileChannel out, ByteBuffer octets, long at) throws IOException {
        int written = 0;
        while (octets.hasRemaining()) {
            written += out.write(octets, at + written);
        }
        return written;
    }

    /** Returns the whole record of a base at an offset, with its other fields, for {@link #replace}. */
    public String line(long uid, int offset) throws IOException {
        if (header.version() == 1) {
            return uid + " :" + base(offset);
        }
        String digits = uid + " ";
        int from = Math.max(header.length(), offset - 512);
        ByteBuffer before = ByteBuffer.allocate(offset - from);
        channel.read(before, from);
        String text = new String(before.array(), StandardCharsets.UTF_8);
        int start = text.lastIndexOf('\n') + 1;
        return (text.startsWith(digits, start) ? text.substring(start) : digits + ":") + base(offset);
    }

    /** Returns how far the records reach that {@link #records} has seen. */
    public long end() {
        return end;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is buffered in a channel: whatever was written is written
            return;
        }
    }
}
