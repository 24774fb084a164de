// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.auth.Identity;
import org.pennypost.api.mail.Flag;
import org.pennypost.api.mail.Flags;
import org.pennypost.api.mail.MailboxId;
import org.pennypost.api.mail.MailboxName;
import org.pennypost.api.mail.UidList;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.net.Snapshot;
import org.pennypost.imap.mina.Framing;

/** A session as values: what a snapshot contains and under which keys. Every key has a default, for older versions. */
final class SessionForm {
    private SessionForm() {}

    /** What there is to go on with. */
    enum Stage {
        /** Nothing, or half a command. */
        NONE,
        /** A whole command. */
        COMMAND,
        /** An announced literal nobody has decided on. */
        ANNOUNCEMENT
    }

    /**
     * Octets that have been taken from transport.
     *
     * @param command of the command in progress
     * @param collected behind it
     * @param lineStart where in these the last line begins
     * @param mode what is being collected
     * @param left octets of a literal still to come
     */
    record Octets(byte[] command, byte[] collected, int lineStart, Framing.Mode mode, long left) {}

    /**
     * Literals kept elsewhere.
     *
     * @param complete offset and token of each
     * @param coming token of the one that is coming, empty for none
     * @param refusal how the command will end
     */
    record Drafts(List<String> complete, String coming, Literals.@Nullable Refusal refusal) {}

    /**
     * The command in progress.
     *
     * @param octets taken
     * @param drafts of it
     * @param stage whether it is whole
     * @param position of its stream; empty if it asked for a line; null if it is to be run
     * @param end how it ended, though the client has not been told
     */
    record Pending(
            Octets octets,
            Drafts drafts,
            Stage stage,
            @Nullable String position,
            @Nullable Outcome end) {}

    /** Adds who it is, and what is enabled. */
    static Snapshot who(Snapshot to, Identity identity, Set<String> enabled, Map<String, Map<String, String>> slots) {
        Snapshot snapshot = to.with("user", identity.user())
                .with("attributes", pairs(identity.attributes()))
                .with("enabled", List.copyOf(enabled));
        for (Map.Entry<String, Map<String, String>> slot : slots.entrySet()) {
            snapshot = snapshot.with("slot." + slot.getKey(), pairs(slot.getValue()));
        }
        return snapshot;
    }

    private static List<String> pairs(Map<String, String> map) {
        List<String> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            pairs.add(key);
            pairs.add(value);
        });
        return pairs;
    }

    private static Map<String, String> map(List<String> pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
        return map;
    }

    /** Returns who it is; empty for nobody. */
    static Optional<Identity> identity(Snapshot from) {
        return from.text("user").map(user -> {
            Identity identity = Identity.of(user);
            for (Map.Entry<String, String> attribute :
                    map(from.list("attributes")).entrySet()) {
                identity = identity.with(attribute.getKey(), attribute.getValue());
            }
            return identity;
        });
    }

    /** Returns the slots. */
    static Map<String, Map<String, String>> slots(Snapshot from) {
        Map<String, Map<String, String>> slots = new HashMap<>();
        for (String key : from.keys()) {
            if (key.startsWith("slot.")) {
                slots.put(key.substring(5), map(from.list(key)));
            }
        }
        return slots;
    }

    /** Adds the selected mailbox as the client knows it. */
    static Snapshot view(Snapshot to, SelectedView view) {
        SelectedView.Place place = view.place();
        SelectedView.Known known = view.known();
        return to.with("mailbox", place.name().parts())
                .with(
                        "mailbox.state",
                        List.of(
                                place.id().value(),
                                Long.toString(place.uidValidity()),
                                Boolean.toString(place.readOnly()),
                                Long.toString(known.uidNext()),
                                Long.toString(known.at().look()),
                                Long.toString(known.at().told())))
                .with("mailbox.uids", known.uids().toSet())
                .with("mailbox.ghosts", known.ghosts())
                .with("mailbox.recent", known.recent())
                .with("mailbox.unsaid", view.unsaid())
                .with(
                        "mailbox.keywords",
                        view.announced().keywords().stream().map(Flag::name).toList())
                .with("mailbox.saved", view.saved());
    }

    /** Returns the selected mailbox as the client knows it; empty for none. */
    static Optional<SelectedView> view(Snapshot from) {
        List<String> state = from.list("mailbox.state");
        if (state.size() < 5) {
            return Optional.empty();
        }
        UidSet uids = from.uids("mailbox.uids");
        int[] list = new int[(int) uids.count()];
        int[] filled = {0};
        uids.forEach(uid -> list[filled[0]++] = (int) uid);
        SelectedView view = new SelectedView(
                new SelectedView.Place(
                        MailboxName.of(from.list("mailbox")),
                        new MailboxId(state.get(0)),
                        Long.parseLong(state.get(1)),
                        Boolean.parseBoolean(state.get(2))),
                new SelectedView.Known(
                        UidList.over(list, list.length),
                        from.uids("mailbox.ghosts"),
                        Long.parseLong(state.get(3)),
                        new SelectedView.At(
                                Long.parseLong(state.get(4)), Long.parseLong(state.get(state.size() > 5 ? 5 : 4))),
                        from.uids("mailbox.recent")));
        view.owe(from.uids("mailbox.unsaid"));
        view.announce(
                Flags.of(from.list("mailbox.keywords").stream().map(Flag::of).toList()));
        view.save(from.uids("mailbox.saved"));
        return Optional.of(view);
    }

    /** Adds the command in progress. */
    static Snapshot pending(Snapshot to, Pending pending) {
        Octets octets = pending.octets;
        Snapshot snapshot = to.with("command", latin(octets.command))
                .with("collected", latin(octets.collected))
                .with(
                        "collecting",
                        List.of(octets.mode.name(), Long.toString(octets.left), Integer.toString(octets.lineStart)))
                .with("drafts", pending.drafts.complete())
                .with("draft", pending.drafts.coming())
                .with("stage", pending.stage.name());
        if (pending.drafts.refusal() != null) {
            snapshot = snapshot.with("refused", pending.drafts.refusal().tag())
                    .with("refusal", outcome(pending.drafts.refusal().outcome()));
        }
        if (pending.position != null) {
            snapshot = snapshot.with("position", pending.position);
        }
        return pending.end == null ? snapshot : snapshot.with("end", outcome(pending.end));
    }

    /** Returns the command in progress. */
    static Pending pending(Snapshot from) {
        List<String> collecting = from.list("collecting");
        boolean known = collecting.size() >= 3;
        Octets octets = new Octets(
                octets(from.text("command")),
                octets(from.text("collected")),
                known ? Integer.parseInt(collecting.get(2)) : 0,
                known ? Framing.Mode.valueOf(collecting.get(0)) : Framing.Mode.LINE,
                known ? Long.parseLong(collecting.get(1)) : 0);
        Literals.Refusal refusal = from.text("refused")
                .map(tag -> new Literals.Refusal(tag, outcome(from.list("refusal"))))
                .orElse(null);
        return new Pending(
                octets,
                new Drafts(from.list("drafts"), from.text("draft").orElse(""), refusal),
                Stage.valueOf(from.text("stage").orElse("NONE")),
                from.text("position").orElse(null),
                from.list("end").isEmpty() ? null : outcome(from.list("end")));
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(Optional<String> latin) {
        return latin.orElse("").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** how it ended, the code (empty for none), the text */
    private static List<String> outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return List.of("OK", done.code().map(ResponseCode::text).orElse(""), done.text());
        }
        if (outcome instanceof Outcome.No no) {
            return List.of("NO", no.code().map(ResponseCode::text).orElse(""), no.text());
        }
        return List.of("BAD", "", outcome instanceof Outcome.Bad bad ? bad.text() : "");
    }

    private static Outcome outcome(List<String> text) {
        if (text.size() < 3) {
            return Answers.away();
        }
        ResponseCode code = text.get(1).isEmpty() ? null : new ResponseCode(text.get(1));
        return switch (text.get(0)) {
            case "OK" -> new Outcome.Done(code, text.get(2));
            case "NO" -> new Outcome.No(code, text.get(2));
            default -> Outcome.bad(text.get(2));
        };
    }
}
