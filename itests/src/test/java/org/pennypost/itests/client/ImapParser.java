// SPDX-License-Identifier: Apache-2.0
package org.pennypost.itests.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts responses out of a connection (RFC 9051 §9, response). Atoms and strings become String, lists become List. */
final class ImapParser {
    private static final Set<String> STATES = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

    private final Wire wire;
    private int next = -1;

    ImapParser(Wire wire) {
        this.wire = wire;
    }

    /**
     * A response.
     *
     * @param tag {@code *}, {@code +} or a tag
     * @param state OK, NO, BAD, BYE, PREAUTH, or empty
     * @param text what follows a state or a {@code +}; for the rest the response as tokens, as text
     * @param tokens of an untagged response that is no state
     */
    record Response(String tag, String state, String text, List<Object> tokens) {}

    Response response() throws IOException {
        String tag = word();
        if (tag.equals("+")) {
            return new Response(tag, "", rest(), List.of());
        }
        String first = word();
        if (STATES.contains(first)) {
            return new Response(tag, first, rest(), List.of());
        }
        if (!tag.equals("*")) {
            throw new WrongAnswer("neither tagged nor untagged: " + tag + " " + first + " " + rest());
        }
        List<Object> tokens = new ArrayList<>();
        tokens.add(first);
        while (peek() == ' ') {
            take();
            if (peek() == '\r') {
                break; // a SEARCH that finds nothing may end with a space in some servers
            }
            tokens.add(token());
        }
        endOfLine();
        return new Response(tag, "", tokens.toString(), tokens);
    }

    private String word() throws IOException {
        StringBuilder word = new StringBuilder();
        while (peek() != ' ' && peek() != '\r') {
            word.append((char) take());
        }
        if (word.isEmpty()) {
            throw new WrongAnswer("an empty word");
        }
        if (peek() == ' ' && (word.toString().equals("*") || word.toString().equals("+") || isTag(word))) {
            take();
        }
        return word.toString();
    }

    private static boolean isTag(CharSequence word) {
        return word.length() > 1 && word.charAt(0) == 't' && Character.isDigit(word.charAt(1));
    }

    private String rest() throws IOException {
        if (peek() == ' ') {
            take();
        }
        StringBuilder rest = new StringBuilder();
        while (peek() != '\r') {
            rest.append((char) take());
        }
        endOfLine();
        return rest.toString();
    }

    private Object token() throws IOException {
        return switch (peek()) {
            case '(' -> list();
            case '"' -> quoted();
            case '{' -> literal();
            default -> atom();
        };
    }

    private List<Object> list() throws IOException {
        take();
        List<Object> list = new ArrayList<>();
        while (peek() != ')') {
            if (peek() == ' ') {
                take();
            } else {
                list.add(token());
            }
        }
        take();
        return list;
    }

    private String quoted() throws IOException {
        take();
        StringBuilder text = new StringBuilder();
        while (peek() != '"') {
            if (peek() == '\r' || peek() == '\n') {
                throw new WrongAnswer("a line break in a quoted string: " + text);
            }
            if (peek() == '\\') {
                take();
            }
            text.append((char) take());
        }
        take();
        return text.toString();
    }

    private String literal() throws IOException {
        take();
        StringBuilder size = new StringBuilder();
        while (peek() != '}') {
            size.append((char) take());
        }
        take();
        endOfLine();
        return new String(wire.octets(Integer.parseInt(size.toString())), StandardCharsets.ISO_8859_1);
    }

    private String atom() throws IOException {
        StringBuilder atom = new StringBuilder();
        int depth = 0;
        while (depth > 0 || (peek() != ' ' && peek() != ')' && peek() != '(' && peek() != '\r')) {
            int octet = take();
            if (octet == '\r' || octet == '\n') {
                throw new WrongAnswer("a line break in " + atom);
            }
            depth += octet == '[' ? 1 : octet == ']' ? -1 : 0;
            atom.append((char) octet);
        }
        if (atom.isEmpty()) {
            throw new WrongAnswer("an empty atom before " + (char) peek());
        }
        return atom.toString();
    }

    private void endOfLine() throws IOException {
        int cr = take();
        int lf = take();
        if (cr != '\r' || lf != '\n') {
            throw new WrongAnswer("expected CRLF, not " + cr + " " + lf);
        }
    }

    private int peek() throws IOException {
        if (next < 0) {
            next = wire.octet();
        }
        return next;
    }

    private int take() throws IOException {
        int octet = peek();
        next = -1;
        return octet;
    }
}
