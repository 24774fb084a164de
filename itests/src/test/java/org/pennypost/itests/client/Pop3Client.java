// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small strict POP3 client. It asks for the list once, behind the login, and then fails on every answer that does not fit it and
 * the marks set since (RFC 1939 §5).
 */
public final class Pop3Client implements AutoCloseable {
    private final Wire wire;
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> uidls = new ArrayList<>();
    private final Set<Integer> marked = new TreeSet<>();

    /** Reads the greeting. */
    public Pop3Client(Wire wire) throws IOException {
        this.wire = wire;
        String greeting = wire.line();
        if (!greeting.startsWith("+OK")) {
            throw new WrongAnswer("greeting: " + greeting);
        }
    }

    public Wire wire() {
        return wire;
    }

    /** Returns how many messages there were at the login. */
    public int count() {
        return sizes.size();
    }

    /** Returns the unique ids of the login. */
    public List<String> uidls() {
        return List.copyOf(uidls);
    }

    /** Returns the numbers marked as deleted. */
    public Set<Integer> marked() {
        return new TreeSet<>(marked);
    }

    /** Sends a line and returns the first line of the answer. */
    public String command(String text) throws IOException {
        wire.write(text + "\r\n");
        return wire.line();
    }

    /** Sends a line that has to be answered by +OK. */
    public String ok(String text) throws IOException {
        String answer = command(text);
        if (!answer.startsWith("+OK")) {
            throw new WrongAnswer(text + ": " + answer);
        }
        return answer;
    }

    /** Sends STLS and begins TLS. */
    public Pop3Client startTls() throws IOException {
        ok("STLS");
        wire.startTls();
        return this;
    }

    /** Logs in and takes the list. */
    public Pop3Client login(String user, String password) throws IOException {
        ok("USER " + user);
        ok("PASS " + password);
        for (String line : listing("LIST")) {
            String[] words = line.split(" ");
            if (Integer.parseInt(words[0]) != sizes.size() + 1) {
                throw new WrongAnswer("LIST has " + line + " behind " + sizes.size());
            }
            sizes.add(Integer.valueOf(words[1]));
        }
        for (String line : listing("UIDL")) {
            uidls.add(line.split(" ")[1]);
        }
        if (uidls.size() != sizes.size()) {
            throw new WrongAnswer("UIDL has " + uidls.size() + " lines, LIST " + sizes.size());
        }
        return this;
    }

    /** Sends a line and returns the lines of the answer, without their dots. */
    public List<String> listing(String text) throws IOException {
        ok(text);
        return lines();
    }

    /** Reads the lines of an answer, without their dots. */
    public List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = wire.line(); !line.equals("."); line = wire.line()) {
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        return lines;
    }

    /** STAT has to count what is not marked. */
    public void stat() throws IOException {
        long octets = 0;
        for (int i = 1; i <= count(); i++) {
            octets += marked.contains(i) ? 0 : sizes.get(i - 1);
        }
        String answer = ok("STAT");
        String expected = "+OK " + (count() - marked.size()) + " " + octets;
        if (!answer.equals(expected) && !answer.startsWith(expected + " ")) {
            throw new WrongAnswer("STAT: " + answer + " instead of " + expected);
        }
    }

    /** LIST and UIDL have to show what is not marked. */
    public void list() throws IOException {
        expect("LIST", sizes);
    }

    /** UIDL has to show what is not marked. */
    public void uidl() throws IOException {
        expect("UIDL", uidls);
    }

    private void expect(String command, List<?> values) throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= count(); i++) {
            if (!marked.contains(i)) {
                expected.add(i + " " + values.get(i - 1));
            }
        }
        List<String> lines = listing(command);
        if (!lines.equals(expected)) {
            throw new WrongAnswer(command + ": " + lines + " instead of " + expected);
        }
    }

    /** RETR has to give the whole message, or -ERR if it is marked. Returns the message's key, or empty. */
    public String retrieve(int number) throws IOException {
        String answer = command("RETR " + number);
        if (marked.contains(number)) {
            if (!answer.startsWith("-ERR")) {
                throw new WrongAnswer("RETR of a marked message: " + answer);
            }
            return "";
        }
        if (!answer.startsWith("+OK")) {
            throw new WrongAnswer("RETR " + number + ": " + answer);
        }
        String message = String.join("\r\n", lines()) + "\r\n";
        if (message.length() != sizes.get(number - 1)) {
            throw new WrongAnswer(
                    "RETR " + number + " has " + message.length() + " octets instead of " + sizes.get(number - 1));
        }
        return TestMessage.check(message);
    }

    /** DELE has to mark, or say -ERR if it is marked. */
    public void delete(int number) throws IOException {
        String answer = command("DELE " + number);
        if (answer.startsWith("+OK") == marked.contains(number)) {
            throw new WrongAnswer("DELE " + number + ": " + answer + ", marked are " + marked);
        }
        marked.add(number);
    }

    /** RSET has to take every mark back. */
    public void reset() throws IOException {
        ok("RSET");
        marked.clear();
    }

    /** QUIT deletes what is marked, and the server closes. */
    public void quit() throws IOException {
        ok("QUIT");
        String more = wire.untilClosed();
        if (!more.isEmpty()) {
            throw new WrongAnswer("behind QUIT: " + more);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
