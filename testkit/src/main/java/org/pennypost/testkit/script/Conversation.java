// SPDX-License-Identifier: Apache-2.0
package org.pennypost.testkit.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pennypost.testkit.script.Script.Step;

/** A script being carried out. */
final class Conversation implements AutoCloseable {
    private static final Pattern SPOKEN = Pattern.compile("([CSUM])(\\d+):? ?(.*)", Pattern.DOTALL);

    private final Script script;
    private final boolean tls;
    private final Setup setup;
    private final Map<String, Client> clients = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final StringBuilder dialogue = new StringBuilder();
    private final Target target;
    private String protocol = "imap";
    private String state = "authenticated";
    private int line;

    Conversation(Script script, Target target, boolean tls) {
        this.script = script;
        this.target = target;
        this.tls = tls;
        names.put("user", target.newUser());
        names.put("password", target.password());
        setup = new Setup(target, names);
    }

    void hold() {
        List<Step> steps = script.steps();
        try {
            for (int i = 0; i < steps.size(); i++) {
                line = steps.get(i).line();
                i = carryOut(steps, i);
            }
        } catch (IOException e) {
            throw failure(e.toString());
        } catch (IllegalArgumentException e) {
            throw failure("the script is wrong here: " + e.getMessage());
        }
    }

    private int carryOut(List<Step> steps, int at) throws IOException {
        Step step = steps.get(at);
        switch (step.word()) {
            case "PROTOCOL" -> protocol = step.rest();
            case "STATE" -> state = step.rest();
            case "MAILBOX" -> setup.mailbox(step.rest());
            case "MAILS" -> setup.mails(step.rest());
            case "MAIL" -> setup.mail(step.rest(), step.block());
            case "OPEN" -> open(step.rest());
            case "STARTTLS" -> client(step.rest()).wire().startTls();
            case "DROP" -> client(step.rest()).wire().close();
            case "END" -> end(step.rest());
            case "AWAIT" -> {
                return await(steps, at);
            }
            default -> {
                return speak(steps, at);
            }
        }
        return at;
    }

    private int speak(List<Step> steps, int at) throws IOException {
        Step step = steps.get(at);
        Matcher spoken = spoken(step);
        String who = spoken.group(2);
        if (spoken.group(1).equals("C")) {
            say(who, octets(step, spoken.group(3), next(steps, at, "C" + who)));
            return at;
        }
        if (spoken.group(1).equals("U")) {
            List<String> group = new ArrayList<>();
            int end = at;
            while (end < steps.size() && steps.get(end).text().startsWith("U" + who)) {
                group.add(expected(steps.get(end++)));
            }
            hearAll(who, group);
            return end - 1;
        }
        if (spoken.group(1).equals("M")) {
            hearMany(who, expected(step));
            return at;
        }
        if (spoken.group(3).equals("...")) {
            line = steps.get(at + 1).line();
            hearWithin(who, expected(steps.get(at + 1)));
            return at + 1;
        }
        hear(who, expected(step));
        return at;
    }

    /** Returns what the same client says next; the step itself if nothing. */
    private static Step next(List<Step> steps, int at, String who) {
        return steps.subList(at + 1, steps.size()).stream()
                .filter(step -> step.text().startsWith(who + ":") || step.text().equals(who))
                .findFirst()
                .orElse(steps.get(at));
    }

    private static Matcher spoken(Step step) {
        Matcher spoken = SPOKEN.matcher(step.text());
        if (!spoken.matches()) {
            throw new IllegalArgumentException("no word of the language: " + step.text());
        }
        return spoken;
    }

    private String octets(Step step, String text, Step next) {
        String spoken = Octets.of(step.hasBlock() ? String.join("\r\n", step.block()) : text, names);
        if (spoken.contains("<len>")) {
            String literal = Octets.of(
                    next.hasBlock()
                            ? String.join("\r\n", next.block()) + "\r\n"
                            : spoken(next).group(3),
                    names);
            spoken = spoken.replace("<len>", String.valueOf(Octets.length(literal, next.hasBlock())));
        }
        return Octets.end(spoken);
    }

    private String expected(Step step) {
        String text = step.hasBlock()
                ? String.join("\r\n", step.block())
                : spoken(step).group(3);
        return Octets.values(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), names);
    }

    private Client open(String words) throws IOException {
        String[] parts = words.split(" ", 2);
        String how = protocol;
        boolean secure = tls;
        String rest = parts.length == 1 ? "" : parts[1];
        for (String word : List.of("imap", "pop3")) {
            if (rest.equals(word) || rest.startsWith(word + " ")) {
                how = word;
                rest = rest.substring(word.length()).trim();
            }
        }
        for (String word : List.of("tls", "clear")) {
            if (rest.equals(word) || rest.startsWith(word + " ")) {
                secure = word.equals("tls");
                rest = rest.substring(word.length()).trim();
            }
        }
        Client former = clients.remove(parts[0]);
        if (former != null) {
            former.wire().close();
        }
        Wire wire = new Wire(target.address(how, secure), secure, how.equals("imap"));
        Client client = new Client(how, wire);
        clients.put(parts[0], client);
        client.reach(rest.isEmpty() ? state : rest, names);
        return client;
    }

    private Client client(String who) throws IOException {
        Client client = clients.get(who);
        return client == null ? open(who) : client;
    }

    private void say(String who, String octets) throws IOException {
        Client client = client(who);
        dialogue.append("C").append(who).append(": ").append(visible(octets)).append('\n');
        client.wire().send(octets);
    }

    private String listen(String who, String expected) throws IOException {
        Client client = client(who);
        String heard;
        try {
            heard = client.wire().line();
        } catch (java.net.SocketTimeoutException e) {
            throw failure("expected  " + visible(expected) + "\nheard     nothing for ten seconds");
        }
        dialogue.append("S")
                .append(who)
                .append(": ")
                .append(heard == null ? "(end)" : visible(heard))
                .append('\n');
        if (heard == null) {
            throw failure("expected  " + visible(expected) + "\nheard     the end of the connection");
        }
        return heard;
    }

    private void hear(String who, String expected) throws IOException {
        String heard = listen(who, expected);
        if (!new Expectation(expected).matches(heard, names)) {
            throw failure("expected  " + visible(expected) + "\nheard     " + visible(heard));
        }
    }

    private void hearAll(String who, List<String> group) throws IOException {
        List<String> left = new ArrayList<>(group);
        while (!left.isEmpty()) {
            String all = String.join("\n       or ", left);
            String heard = listen(who, all);
            if (!left.removeIf(new Once(expected -> new Expectation(expected).matches(heard, names)))) {
                throw failure("expected  " + visible(all) + "\nheard     " + visible(heard));
            }
        }
    }

    private void hearMany(String who, String expected) throws IOException {
        List<String> lines = new ArrayList<>();
        String heard = listen(who, expected);
        while (!heard.equals(".")) {
            lines.add(heard);
            heard = listen(who, expected);
        }
        String all = String.join("\r\n", lines);
        if (!new Expectation(expected).matches(all, names)) {
            throw failure("expected  " + visible(expected) + "\nheard     " + visible(all));
        }
    }

    private void hearWithin(String who, String expected) throws IOException {
        Expectation pattern = new Expectation(expected);
        String heard = listen(who, expected);
        while (!pattern.matches(heard, names)) {
            if (!heard.startsWith("* ")) {
                throw failure("expected  " + visible(expected) + "\nheard     " + visible(heard));
            }
            heard = listen(who, expected);
        }
    }

    /** Repeats a command until the line that follows in the script comes before its completion. */
    private int await(List<Step> steps, int at) throws IOException {
        String[] parts = steps.get(at).rest().split(" ", 3);
        Step next = steps.get(at + 1);
        Expectation pattern = new Expectation(expected(next));
        long limit = System.nanoTime() + 5_000_000_000L;
        boolean met = false;
        while (!met) {
            if (System.nanoTime() > limit) {
                throw failure("expected  " + visible(expected(next)) + "\nwithin five seconds");
            }
            say(parts[0], parts[1] + " " + parts[2] + "\r\n");
            String heard = listen(parts[0], expected(next));
            while (!heard.startsWith(parts[1] + " ")) {
                met |= pattern.matches(heard, names);
                heard = listen(parts[0], expected(next));
            }
        }
        return at + 1;
    }

    private void end(String who) throws IOException {
        String heard = client(who).wire().line();
        if (heard != null) {
            throw failure("expected  the end of the connection\nheard     " + visible(heard));
        }
    }

    private static String visible(String text) {
        String line = text.endsWith("\r\n") ? text.substring(0, text.length() - 2) : text;
        String shown = line.replace("\r\n", "\n    ");
        return shown.length() > 2000 ? shown.substring(0, 2000) + " … (" + shown.length() + " in all)" : shown;
    }

    private ScriptFailure failure(String what) {
        return new ScriptFailure(
                script.name() + ":" + line + "\n" + what + "\n\nThe conversation so far:\n" + dialogue);
    }

    @Override
    public void close() {
        setup.close();
        clients.values().forEach(client -> client.wire().close());
    }
}
