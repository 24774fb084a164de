// SPDX-License-Identifier: Apache-2.0
package org.pennypost.maildir;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pennypost.api.mail.SpecialUse;
import org.pennypost.api.plugin.Rfc;

/** What a mailbox is for, as it stands among its attributes. */
@Rfc(number = 6154, section = "4")
final class Uses {
    private static final String ATTRIBUTE = "/private/specialuse";

    private Uses() {}

    static Set<SpecialUse> of(Map<String, byte[]> attributes) {
        Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
        byte[] value = attributes.get(ATTRIBUTE);
        if (value != null) {
            for (String word : new String(value, StandardCharsets.US_ASCII).split(" ")) {
                SpecialUse.of(word).ifPresent(uses::add);
            }
        }
        return uses;
    }

    static void set(Map<String, byte[]> attributes, Set<SpecialUse> uses) {
        if (uses.isEmpty()) {
            attributes.remove(ATTRIBUTE);
            return;
        }
        String text = String.join(" ", uses.stream().map(SpecialUse::attribute).toList());
        attributes.put(ATTRIBUTE, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes uses away, because another mailbox gets them. */
    static void take(Map<String, byte[]> attributes, Set<SpecialUse> away) {
        Set<SpecialUse> uses = of(attributes);
        if (uses.removeAll(away)) {
            set(attributes, uses);
        }
    }
}
