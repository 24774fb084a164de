// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import org.pennypost.api.plugin.Rfc;

/**
 * Collects the fields of ENVELOPE while a header is read (RFC 3501 §7.4.2, RFC 9051 §7.5.2). Of Date, Subject,
 * In-Reply-To and Message-ID the first counts; several address fields of one name are one list. Kept by one scan and
 * used again for each message inside.
 */
@Rfc(number = 3501, section = "7.4.2")
final class Envelope {
    private static final int DATE = 0;
    private static final int SUBJECT = 1;
    private static final int FROM = 2;
    private static final int SENDER = 3;
    private static final int REPLY_TO = 4;
    private static final int TO = 5;
    private static final int CC = 6;
    private static final int BCC = 7;
    private static final int IN_REPLY_TO = 8;
    private static final int MESSAGE_ID = 9;
    private static final int FIELDS = 10;

    private final OctetBuffer[] fields = new OctetBuffer[FIELDS];
    private final AddressList addresses = new AddressList();

    Envelope() {
        for (int i = 0; i < FIELDS; i++) {
            fields[i] = new OctetBuffer(64);
        }
    }

    void clear() {
        for (OctetBuffer field : fields) {
            field.clear();
        }
    }

    /** Takes a field, if it belongs to the envelope. */
    void take(HeaderFields field) {
        switch (field.nameLength()) {
            case 2 -> {
                addresses(field, "to", TO);
                addresses(field, "cc", CC);
            }
            case 3 -> addresses(field, "bcc", BCC);
            case 4 -> {
                addresses(field, "from", FROM);
                text(field, "date", DATE);
            }
            case 6 -> addresses(field, "sender", SENDER);
            case 7 -> text(field, "subject", SUBJECT);
            case 8 -> addresses(field, "reply-to", REPLY_TO);
            case 10 -> text(field, "message-id", MESSAGE_ID);
            case 11 -> text(field, "in-reply-to", IN_REPLY_TO);
            default -> {}
        }
    }

    private void text(HeaderFields field, String name, int slot) {
        if (fields[slot].length() == 0 && field.named(name)) {
            fields[slot].string(field.data, field.from, field.to);
        }
    }

    private void addresses(HeaderFields field, String name, int slot) {
        if (field.named(name)) {
            addresses.write(field.data, field.from, field.to, fields[slot]);
        }
    }

    /** Appends the envelope. Sender and Reply-To default to From. */
    void write(OctetBuffer out) {
        out.put('(');
        for (int i = 0; i < FIELDS; i++) {
            if (i > 0) {
                out.put(' ');
            }
            OctetBuffer field = fields[i];
            if ((i == SENDER || i == REPLY_TO) && field.length() == 0) {
                field = fields[FROM];
            }
            boolean list = i >= FROM && i <= BCC;
            if (field.length() == 0) {
                out.nil();
            } else if (list) {
                out.put('(').put(field.array(), 0, field.length()).put(')');
            } else {
                out.put(field.array(), 0, field.length());
            }
        }
        out.put(')');
    }
}
