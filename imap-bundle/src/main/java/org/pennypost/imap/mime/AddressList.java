// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import org.pennypost.api.plugin.Rfc;

/**
 * Writes an address field (RFC 5322 §3.4, obsolete forms of §4.4 included) as the {@code 1*address} of RFC 3501 §9.
 * Encoded words stay as they are. Kept by one scan and used again for each field.
 */
@Rfc(number = 5322, section = "3.4")
final class AddressList {
    static final String NO_MAILBOX = "MISSING_MAILBOX";
    static final String NO_DOMAIN = "MISSING_DOMAIN";

    /** An address list above this is cut off: a short field must not become a huge answer. */
    private static final int MOST = 10_000;

    private enum Got {
        NOTHING,
        BARE,
        ANGLE
    }

    private final OctetBuffer phrase = new OctetBuffer(64);
    private final OctetBuffer comment = new OctetBuffer(64);
    private final OctetBuffer route = new OctetBuffer(16);
    private final OctetBuffer local = new OctetBuffer(64);
    private final OctetBuffer domain = new OctetBuffer(64);
    private int lastWord;
    private boolean spaced;
    private boolean quoted;
    private boolean inGroup;
    private Got got = Got.NOTHING;
    private int count;

    /** Appends the addresses of a field's value to {@code out}; nothing when there is none. */
    void write(byte[] data, int from, int to, OctetBuffer out) {
        Tokens in = new Tokens(data, from, to);
        count = 0;
        inGroup = false;
        forget();
        while (!in.atEnd() && count < MOST) {
            step(in, data, to, out);
        }
        finish(out);
        endGroup(out);
    }

    private void step(Tokens in, byte[] data, int to, OctetBuffer out) {
        int octet = in.peek();
        switch (octet) {
            case ' ', '\t', '\r', '\n' -> {
                spaced = true;
                in.seek(in.pos() + 1);
            }
            case '(' -> {
                spaced = true;
                comment.clear();
                in.comment(comment);
            }
            case '"' -> {
                word(out);
                in.quoted(phrase);
                quoted = true;
            }
            case '<' -> {
                if (got != Got.NOTHING) {
                    finish(out);
                }
                angle(in);
            }
            case ',' -> {
                in.seek(in.pos() + 1);
                finish(out);
            }
            case ';' -> {
                in.seek(in.pos() + 1);
                finish(out);
                endGroup(out);
            }
            case ':' -> {
                in.seek(in.pos() + 1);
                beginGroup(out);
            }
            case '@' -> {
                in.seek(in.pos() + 1);
                at(in);
            }
            case '>', ')', '\\' -> in.seek(in.pos() + 1);
            default -> {
                word(out);
                atom(in, data, to, phrase);
            }
        }
    }

    /** A word of a display name, or a local part without brackets, begins here. */
    private void word(OctetBuffer out) {
        if (got == Got.BARE) {
            finish(out);
        }
        if (got == Got.NOTHING && phrase.length() > 0 && spaced) {
            phrase.put(' ');
            lastWord = phrase.length();
        }
        spaced = false;
    }

    private static void atom(Tokens in, byte[] data, int to, OctetBuffer text) {
        int start = in.pos();
        int p = start + encodedWord(data, start, to);
        if (p == start) {
            p++;
            while (p < to && !isSpecial(data[p])) {
                p++;
            }
        }
        text.put(data, start, p);
        in.seek(p);
    }

    /**
     * The length of the encoded word here, 0 if there is none. Mail programs put commas and brackets into encoded words
     * of display names, though RFC 2047 §5 forbids it; cutting there would make wrong addresses.
     */
    private static int encodedWord(byte[] data, int start, int to) {
        if (start + 8 > to || data[start] != '=' || data[start + 1] != '?') {
            return 0;
        }
        int p = start + 2;
        while (p < to && isCharsetOctet(data[p])) {
            p++;
        }
        if (p + 3 >= to || data[p] != '?' || data[p + 2] != '?') {
            return 0;
        }
        p += 3;
        while (p < to && data[p] > ' ' && data[p] != '?') {
            p++;
        }
        return p + 1 < to && data[p] == '?' && data[p + 1] == '=' ? p + 2 - start : 0;
    }

    private static boolean isCharsetOctet(int octet) {
        return octet >= '0' && octet <= '9'
                || HeaderFields.lower(octet) >= 'a' && HeaderFields.lower(octet) <= 'z'
                || "-_*:.".indexOf(octet) >= 0;
    }

    private static boolean isSpecial(int octet) {
        return octet >= 0 && (octet <= ' ' || "()<>@,;:\\\"".indexOf(octet) >= 0);
    }

    /** The {@code @} of an address without brackets: the last word was its local part. */
    private void at(Tokens in) {
        if (got == Got.ANGLE) {
            return;
        }
        if (got == Got.BARE) {
            local.put('@').put(domain.array(), 0, domain.length());
            domain.clear();
        } else {
            local.put(phrase.array(), lastWord, phrase.length());
            phrase.truncate(Math.max(0, lastWord - 1));
        }
        got = Got.BARE;
        domain(in, domain);
        spaced = true;
    }

    /** {@code domain = dot-atom / domain-literal / obs-domain} */
    private void domain(Tokens in, OctetBuffer text) {
        while (true) {
            int here = in.pos();
            in.skipSpace();
            boolean dotted = text.length() == 0 || text.array()[text.length() - 1] == '.';
            int octet = in.peek();
            if (octet < 0 || octet < 128 && isSpecial(octet) || !dotted && here != in.pos() && octet != '.') {
                in.seek(here);
                return;
            }
            if (octet == '[') {
                literal(in, text);
            } else {
                text.put(octet);
                in.seek(in.pos() + 1);
            }
        }
    }

    private static void literal(Tokens in, OctetBuffer text) {
        int octet;
        do {
            octet = in.peek();
            text.put(octet);
            in.seek(in.pos() + 1);
        } while (octet != ']' && !in.atEnd() && "<>,;\"".indexOf(in.peek()) < 0);
    }

    /** {@code angle-addr = "<" [route] addr-spec ">"}; the last {@code @} parts local part and domain. */
    private void angle(Tokens in) {
        got = Got.ANGLE;
        lastWord = phrase.length();
        in.seek(in.pos() + 1);
        in.skipSpace();
        if (in.peek() == '@') {
            route(in);
        }
        int at = -1;
        while (!in.atEnd()) {
            int octet = in.peek();
            if (octet == '>') {
                in.seek(in.pos() + 1);
                break;
            }
            if (octet == '<' || octet == ',' || octet == ';') {
                break;
            }
            if (octet == '"') {
                in.quoted(local);
            } else if (octet == '(') {
                in.comment(null);
            } else {
                if (octet == '@') {
                    at = local.length();
                }
                if (octet > ' ') {
                    local.put(octet);
                }
                in.seek(in.pos() + 1);
            }
        }
        if (at >= 0) {
            domain.put(local.array(), at + 1, local.length());
            local.truncate(at);
        }
    }

    /** {@code route = "@" domain *("," "@" domain) ":"}; not one if no colon follows. */
    private void route(Tokens in) {
        int start = in.pos();
        while (!in.atEnd() && "<>;\"(".indexOf(in.peek()) < 0) {
            int octet = in.peek();
            in.seek(in.pos() + 1);
            if (octet == ':') {
                return;
            }
            if (octet > ' ') {
                route.put(octet);
            }
        }
        route.clear();
        in.seek(start);
    }

    private void beginGroup(OctetBuffer out) {
        if (got != Got.NOTHING || inGroup || phrase.length() == 0) {
            return;
        }
        out.ascii("(NIL NIL ").string(phrase).ascii(" NIL)");
        count++;
        inGroup = true;
        forget();
    }

    private void endGroup(OctetBuffer out) {
        if (inGroup) {
            out.ascii("(NIL NIL NIL NIL)");
        }
        inGroup = false;
    }

    /** An address ends here: writes it, if there was one. */
    private void finish(OctetBuffer out) {
        if (got == Got.NOTHING && phrase.length() == 0) {
            forget();
            return;
        }
        if (got == Got.ANGLE) {
            phrase.truncate(lastWord);
        } else if (got == Got.NOTHING && lastWord == 0 && !quoted) {
            local.put(phrase.array(), 0, phrase.length());
            phrase.clear();
        }
        out.put('(').nstring(phrase.length() > 0 ? phrase : comment);
        out.put(' ').nstring(route).put(' ');
        text(local, NO_MAILBOX, out);
        out.put(' ');
        text(domain, NO_DOMAIN, out);
        out.put(')');
        count++;
        forget();
    }

    private static void text(OctetBuffer text, String otherwise, OctetBuffer out) {
        if (text.length() == 0) {
            out.put('"').ascii(otherwise).put('"');
        } else {
            out.string(text);
        }
    }

    private void forget() {
        phrase.clear();
        comment.clear();
        route.clear();
        local.clear();
        domain.clear();
        lastWord = 0;
        spaced = false;
        quoted = false;
        got = Got.NOTHING;
    }
}
