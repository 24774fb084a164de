// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir.name;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.plugin.Rfc;

/**
 * How a part of a mailbox name is written on disk: in modified UTF-7 (or UTF-8), and with {@code \} and two hexadecimal
 * digits for what the layout or the file system cannot keep: {@code /}, a {@code .} in Maildir++, a {@code ~} in front, and a
 * {@code \} that would be read as such an escape (Dovecot's {@code listescape} does the same).
 */
@Rfc(number = 3501, section = "5.1.3")
public final class FolderCodec {
    private final boolean utf8;
    private final boolean dots;

    /**
     * Makes a codec.
     *
     * @param utf8 whether names are in UTF-8, else in modified UTF-7
     * @param dots whether a dot separates parts and must be escaped inside one
     */
    public FolderCodec(boolean utf8, boolean dots) {
        this.utf8 = utf8;
        this.dots = dots;
    }

    /** Returns a part as it stands on disk. */
    public String encode(String part) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean special = c == '/'
                    || (c == '.' && (dots || i == 0))
                    || (c == '~' && i == 0)
                    || (c == '\\' && isHex(part, i + 1) && isHex(part, i + 2));
            if (special) {
                safe.append(String.format("\\%02x", (int) c));
            } else {
                safe.append(c);
            }
        }
        if (!dots && isReserved(safe.toString())) {
            char first = safe.charAt(0);
            safe.replace(0, 1, String.format("\\%02x", (int) first));
        }
        return utf8 ? safe.toString() : toUtf7(safe);
    }

    /** Returns the part that stands on disk, or fails with INVALID if that is no name of ours. */
    public String decode(String disk) {
        String text = utf8 ? disk : fromUtf7(disk);
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && isHex(text, i + 1) && isHex(text, i + 2)) {
                part.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                part.append(c);
            }
        }
        return part.toString();
    }

    private static boolean isReserved(String name) {
        return name.equals("cur") || name.equals("new") || name.equals("tmp");
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 0x80;
    }

    private static String toUtf7(CharSequence text) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '&') {
                out.append("&-");
                i++;
            } else if (c >= ' ' && c < 0x7F) {
                out.append(c);
                i++;
            } else {
                int start = i;
                while (i < text.length() && (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F)) {
                    i++;
                }
                byte[] utf16 = text.subSequence(start, i).toString().getBytes(StandardCharsets.UTF_16BE);
                out.append('&')
                        .append(Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(utf16)
                                .replace('/', ','))
                        .append('-');
            }
        }
        return out.toString();
    }

    private static String fromUtf7(String disk) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < disk.length()) {
            char c = disk.charAt(i);
            if (c != '&') {
                out.append(c);
                i++;
                continue;
            }
            int end = disk.indexOf('-', i);
            if (end < 0) {
                throw new MailException(Problem.INVALID, "a folder name is not modified UTF-7");
            }
            if (end == i + 1) {
                out.append('&');
            } else {
                try {
                    byte[] utf16 = Base64.getDecoder()
                            .decode(disk.substring(i + 1, end).replace(',', '/'));
                    out.append(new String(utf16, StandardCharsets.UTF_16BE));
                } catch (IllegalArgumentException e) {
                    throw new MailException(Problem.INVALID, "a folder name is not modified UTF-7", e);
                }
            }
            i = end + 1;
        }
        return out.toString();
    }
}
