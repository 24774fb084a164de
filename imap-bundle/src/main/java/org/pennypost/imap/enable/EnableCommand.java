// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.enable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pennypost.api.imap.Call;
import org.pennypost.api.imap.Command;
import org.pennypost.api.imap.Feature;
import org.pennypost.api.imap.ImapReader;
import org.pennypost.api.imap.Traits;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.Words;

/** ENABLE: switches on what the server would not send unasked. */
@Rfc(number = 5161, section = "3.1")
@Rfc(number = 9051, section = "6.3.1")
final class EnableCommand implements Command {
    @Override
    public String name() {
        return "ENABLE";
    }

    @Override
    public Traits traits() {
        return Traits.authenticated();
    }

    /** {@code enable = "ENABLE" 1*(SP capability)}. */
    @Override
    public Call parse(ImapReader in) {
        List<Feature> features = new ArrayList<>();
        in.sp();
        do {
            Words.of(in).feature(in.atom().toUpperCase(Locale.ROOT)).ifPresent(features::add);
        } while (in.next(' '));
        in.end();
        return (session, out) -> {
            Engine engine = Engine.of(session);
            List<String> now = features.stream()
                    .filter(feature -> !session.enabled().contains(feature.name()) && feature.mayEnable(session))
                    .map(Feature::name)
                    .distinct()
                    .toList();
            List<String> all = new ArrayList<>(now);
            features.stream()
                    .filter(feature -> now.contains(feature.name()))
                    .forEach(feature -> all.addAll(feature.implies()));
            engine.enableAll(all);
            out.untagged().atom("ENABLED");
            now.forEach(name -> out.sp().atom(name));
            out.end();
            return Outcome.done("ENABLE completed");
        };
    }
}
