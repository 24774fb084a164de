// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.id;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.plugin.Rfc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code id_params_list}: what one end tells of itself, and how much of it. */
@Rfc(number = 2971, section = "3.3")
@Rfc(number = 2971, section = "4")
public final class IdFields {
    static final int PAIRS = 30;
    static final int FIELD = 30;
    static final int VALUE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IdFields.class);

    private IdFields() {}

    /** Returns fields and values that stand in a setting as {@code field=value}, separated by commas. */
    public static Map<String, String> parse(String setting) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : setting.split(",")) {
            int equal = pair.indexOf('=');
            String field = pair.substring(0, Math.max(0, equal)).trim();
            String value = pair.substring(equal + 1).trim();
            if (pair.isBlank()) {
                continue;
            }
            if (field.isEmpty() || octets(field) > FIELD || octets(value) > VALUE || fields.size() == PAIRS) {
                LOG.warn(
                        "imap.cfg: id: not told: {} (expected field=value, {} octets and {}, at most {} of them)",
                        pair.trim(),
                        FIELD,
                        VALUE,
                        PAIRS);
                continue;
            }
            fields.put(field, value);
        }
        return fields;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Writes the response. */
    static void write(Map<String, String> fields, ImapWriter out) {
        out.untagged().atom("ID ");
        if (fields.isEmpty()) {
            out.atom("NIL").end();
            return;
        }
        out.put('(');
        boolean[] first = {true};
        fields.forEach((field, value) -> {
            if (!first[0]) {
                out.sp();
            }
            first[0] = false;
            out.string(field.getBytes(StandardCharsets.UTF_8)).sp().string(value.getBytes(StandardCharsets.UTF_8));
        });
        out.put(')').end();
    }
}
