// SPDX-License-Identifier: Apache-2.0
package org.pennypost.memory;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.mail.MailException;
import org.pennypost.api.mail.Problem;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.plugin.Rfc;

/** The attributes of one mailbox. Guarded by the tree's lock. */
final class AttributeMap {
    /** Where the special use is kept. */
    @Rfc(number = 6154, section = "4")
    private static final String USE = "/private/specialuse";

    private static final int NAME = 255;
    private static final int VALUE = 64 * 1024;
    private static final int COUNT = 256;

    private final Map<String, byte[]> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Map<String, byte[]> all() {
        Map<String, byte[]> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, value.clone()));
        return copy;
    }

    byte @Nullable [] get(String name) {
        byte[] value = values.get(name);
        return value == null ? null : value.clone();
    }

    void set(String name, byte @Nullable [] value) {
        if (name.isEmpty() || name.length() > NAME) {
            throw new MailException(Problem.INVALID, "an attribute's name has 1 to 255 characters");
        }
        if (value == null) {
            values.remove(name);
            return;
        }
        if (value.length > VALUE) {
            throw new MailException(Problem.TOO_BIG, "an attribute has at most 64 KiB");
        }
        if (values.size() >= COUNT && !values.containsKey(name)) {
            throw new MailException(Problem.LIMIT, "a mailbox has at most 256 attributes");
        }
        values.put(name, value.clone());
    }

    Set<SpecialUse> uses() {
        Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
        byte[] text = values.get(USE);
        if (text != null) {
            for (String attribute : new String(text, StandardCharsets.US_ASCII).split(" ")) {
                SpecialUse.of(attribute).ifPresent(uses::add);
            }
        }
        return uses;
    }

    /** Gives uses away to another mailbox. */
    void give(Set<SpecialUse> away) {
        Set<SpecialUse> left = uses();
        if (left.removeAll(away)) {
            values.remove(USE);
            uses(left);
        }
    }

    void uses(Set<SpecialUse> uses) {
        if (!uses.isEmpty()) {
            String text = uses.stream().map(SpecialUse::attribute).collect(Collectors.joining(" "));
            set(USE, text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
