// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.plugin.Rfc;

/**
 * The parameters of a Content-Type or Content-Disposition field, in their order. Continuations are joined; extended
 * values stay percent-encoded under {@code name*} (RFC 2231 §3 and §4).
 */
@Rfc(number = 2231, section = "3")
@Rfc(number = 2231, section = "4")
final class Parameters {
    static final Parameters NONE = new Parameters(List.of());

    private static final int MOST = 1000;

    /** One parameter as written; {@code section} is -1 unless the name ends in {@code *n} or {@code *n*}. */
    private record Parameter(String name, byte[] value, int section, boolean extended) {}

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = all;
    }

    /** Reads {@code *(";" attribute "=" value)}; what cannot be understood is passed over. */
    static Parameters read(Tokens tokens, OctetBuffer scratch) {
        List<Parameter> found = new ArrayList<>(4);
        boolean continued = false;
        while (!tokens.atEnd() && found.size() < MOST) {
            tokens.skipSpace();
            if (!tokens.accept(';')) {
                scratch.clear();
                tokens.toSemicolon(scratch);
                continue;
            }
            tokens.skipSpace();
            scratch.clear();
            if (tokens.token(scratch)) {
                String name = new String(scratch.array(), 0, scratch.length(), ISO_8859_1);
                tokens.skipSpace();
                if (tokens.accept('=')) {
                    tokens.skipSpace();
                    scratch.clear();
                    value(tokens, scratch);
                    Parameter parameter = parameter(name, scratch.toArray());
                    continued |= parameter.section >= 0;
                    found.add(parameter);
                }
            }
        }
        if (found.isEmpty()) {
            return NONE;
        }
        return new Parameters(continued ? join(found) : found);
    }

    private static void value(Tokens tokens, OctetBuffer text) {
        if (tokens.peek() == '"') {
            tokens.quoted(text);
            return;
        }
        int start = tokens.pos();
        tokens.token(text);
        tokens.skipSpace();
        if (!tokens.atEnd() && tokens.peek() != ';') {
            // Not a token: file names with spaces, equal signs in boundaries. Take what stands there.
            tokens.seek(start);
            text.clear();
            tokens.toSemicolon(text);
            int end = text.length();
            while (end > 0 && HeaderFields.isBlank(text.array()[end - 1])) {
                end--;
            }
            text.truncate(end);
        }
    }

    private static Parameter parameter(String name, byte[] value) {
        int star = name.indexOf('*');
        if (star <= 0 || star == name.length() - 1) {
            return new Parameter(name, value, -1, false);
        }
        boolean extended = name.endsWith("*");
        int end = extended ? name.length() - 1 : name.length();
        int section = 0;
        for (int i = star + 1; i < end; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i - star > 4) {
                return new Parameter(name, value, -1, false);
            }
            section = section * 10 + digit;
        }
        return new Parameter(name, value, section, extended);
    }

    private static List<Parameter> join(List<Parameter> found) {
        Map<String, List<Parameter>> groups = new LinkedHashMap<>();
        int plain = 0;
        for (Parameter parameter : found) {
            String key = parameter.section < 0 ? "/" + plain++ : stem(parameter).toLowerCase(Locale.ROOT);
            groups.computeIfAbsent(key, k -> new ArrayList<>(2)).add(parameter);
        }
        List<Parameter> joined = new ArrayList<>(groups.size());
        for (List<Parameter> group : groups.values()) {
            Parameter whole = group.get(0).section < 0 ? group.get(0) : whole(group);
            if (whole == null) {
                joined.addAll(group);
            } else {
                joined.add(whole);
            }
        }
        return joined;
    }

    private static String stem(Parameter parameter) {
        return parameter.name.substring(0, parameter.name.indexOf('*'));
    }

    /** All sections as one parameter, or null when one is missing. */
    private static @Nullable Parameter whole(List<Parameter> group) {
        List<Parameter> sections = new ArrayList<>(group);
        sections.sort(Comparator.comparingInt(Parameter::section));
        boolean extended = false;
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).section != i) {
                return null;
            }
            extended |= sections.get(i).extended;
        }
        OctetBuffer text = new OctetBuffer(64);
        if (extended && !sections.get(0).extended) {
            text.ascii("''");
        }
        for (Parameter section : sections) {
            if (extended && !section.extended) {
                percentEncode(section.value, text);
            } else {
                text.put(section.value);
            }
        }
        String stem = stem(group.get(0));
        return new Parameter(extended ? stem + "*" : stem, text.toArray(), -1, extended);
    }

    private static void percentEncode(byte[] value, OctetBuffer text) {
        String digits = "0123456789ABCDEF";
        for (byte octet : value) {
            if (octet > ' ' && octet != '%' && octet != 127) {
                text.put(octet);
            } else {
                text.put('%').put(digits.charAt(octet >> 4 & 15)).put(digits.charAt(octet & 15));
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The value of the first parameter of this name, given in small letters. */
    Optional<byte[]> value(String name) {
        for (Parameter parameter : all) {
            if (parameter.name.equalsIgnoreCase(name)) {
                return Optional.of(parameter.value);
            }
        }
        return Optional.empty();
    }

    /** {@code body-fld-param = "(" string SP string *(SP string SP string) ")" / nil}, without the parentheses. */
    void write(OctetBuffer out) {
        for (int i = 0; i < all.size(); i++) {
            if (i > 0) {
                out.put(' ');
            }
            byte[] name = all.get(i).name.getBytes(ISO_8859_1);
            byte[] value = all.get(i).value;
            out.string(name, 0, name.length).put(' ').string(value, 0, value.length);
        }
    }
}
