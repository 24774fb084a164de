// SPDX-License-Identifier: Apache-2.0
package org.pennypost.imap.base;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pennypost.api.imap.ImapSession;
import org.pennypost.api.imap.ImapWriter;
import org.pennypost.api.imap.Parameter;
import org.pennypost.api.imap.Selection;
import org.pennypost.api.mail.UidSet;
import org.pennypost.api.net.Outcome;
import org.pennypost.api.net.ResponseCode;
import org.pennypost.api.plugin.Rfc;
import org.pennypost.api.store.FetchPlan;
import org.pennypost.api.store.FlagsResult;
import org.pennypost.api.store.Mailbox;
import org.pennypost.api.store.Message;
import org.pennypost.api.store.StorePlan;
import org.pennypost.imap.engine.Engine;
import org.pennypost.imap.engine.FlagRow;
import org.pennypost.imap.engine.Keywords;
import org.pennypost.imap.engine.ReadOnly;

/**
 * The rows of a STORE: the change itself is one call of the store, then each message's new flags follow as the client reads.
 * With {@code .SILENT} they are left out, except where the client counts mod-sequences (RFC 7162 §3.1.3).
 */
final class StoreCall implements Outcome.Stream {
    private final Engine session;
    private final Selection selection;
    private final ImapWriter out;
    private final FlagRow.Shape shape;
    private final Outcome end;
    private UidSet left;

    private StoreCall(Engine session, ImapWriter out, FlagRow.Shape shape, Outcome end, UidSet left) {
        this.session = session;
        this.selection = session.selected().orElseThrow();
        this.out = out;
        this.shape = shape;
        this.end = end;
        this.left = left;
    }

    static Outcome begin(String name, StoreCommand.Wish wish, ImapSession session, ImapWriter out) {
        Engine engine = Engine.of(session);
        Selection selection = ReadOnly.refuse(session);
        UidSet uids = selection.resolve(wish.set(), wish.uids());
        StorePlan plan = new StorePlan(uids, wish.change());
        for (Parameter.Edit<StorePlan> edit : wish.edits()) {
            edit.apply(plan, session);
        }
        FlagsResult result = wish.silent() ? silently(plan, engine, selection) : store(plan, engine, selection);
        return rows(name, wish, engine, out, result.changed(), modified(wish, result.spared(), selection));
    }

    private static FlagsResult store(StorePlan plan, Engine engine, Selection selection) {
        FlagsResult result = selection.mailbox().setFlags(plan, engine.progress());
        engine.told(result.changed(), result.modSeq());
        return result;
    }

    /**
     * The client knows what comes of its change only for messages as it has been told of them. Those that somebody else has
     * changed meanwhile are changed apart from them, and told of even if our own change is silent (RFC 9051 §6.4.6).
     */
    private static FlagsResult silently(StorePlan plan, Engine engine, Selection selection) {
        long limit = plan.unchangedSince();
        long known = selection.modSeq();
        FlagsResult first = store(
                new StorePlan(plan.uids(), plan.change()).unchangedSince(limit < 0 ? known : Math.min(limit, known)),
                engine,
                selection);
        if (first.spared().isEmpty() || (limit >= 0 && limit <= known)) {
            return first;
        }
        FlagsResult others = selection
                .mailbox()
                .setFlags(new StorePlan(first.spared(), plan.change()).unchangedSince(limit), engine.progress());
        return new FlagsResult(first.changed().union(others.changed()), others.spared(), others.modSeq());
    }

    static Outcome resume(String name, StoreCommand.Wish wish, ImapSession session, ImapWriter out, String position) {
        int bar = position.indexOf('|');
        UidSet left = UidSet.parse(position.substring(0, Math.max(bar, 0)));
        return rows(name, wish, Engine.of(session), out, left, position.substring(bar + 1));
    }

    private static Outcome rows(
            String name, StoreCommand.Wish wish, Engine engine, ImapWriter out, UidSet changed, String modified) {
        Outcome end = modified.isEmpty()
                ? Outcome.done(name + " completed")
                : Outcome.done(ResponseCode.of("MODIFIED", modified), name + " completed, some messages had changed");
        if (wish.silent() && !engine.enabled().contains("CONDSTORE")) {
            return end;
        }
        FlagRow.Shape shape = new FlagRow.Shape(wish.uids(), !wish.silent());
        return Outcome.stream(new StoreCall(engine, out, shape, end, changed));
    }

    /** RFC 7162 §3.1.3: in the numbers that the client used. */
    @Rfc(number = 7162, section = "3.1.3")
    private static String modified(StoreCommand.Wish wish, UidSet spared, Selection selection) {
        if (wish.uids()) {
            return spared.toString();
        }
        UidSet.Builder numbers = UidSet.builder();
        spared.forEach(uid -> {
            int number = selection.number(uid);
            if (number > 0) {
                numbers.add(number);
            }
        });
        return numbers.build().toString();
    }

    @Override
    public @Nullable Outcome next() {
        UidSet batch = left.head(Mailbox.BATCH);
        if (batch.isEmpty()) {
            return end;
        }
        List<Message> messages = selection.mailbox().messages(batch, new FetchPlan(batch));
        if (shape.flags()) {
            Keywords.announce(messages, session, out);
        }
        for (Message message : messages) {
            FlagRow.write(message.meta(), shape, session, out);
        }
        left = left.minus(batch);
        return left.isEmpty() ? end : null;
    }

    @Override
    public String position() {
        String modified = end instanceof Outcome.Done done
                ? done.code()
                        .map(code -> code.text().substring("MODIFIED ".length()))
                        .orElse("")
                : "";
        return left + "|" + modified;
    }
}
