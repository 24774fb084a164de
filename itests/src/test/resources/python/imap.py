# SPDX-License-Identifier: Apache-2.0
"""Python's imaplib against a server whose INBOX has ten messages or more, and gets more while this runs."""
import imaplib
import ssl
import sys
import time

imap, imaps = int(sys.argv[1]), int(sys.argv[2])


def ok(answer):
    assert answer[0] == "OK", answer
    return answer[1]


context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE

with imaplib.IMAP4("127.0.0.1", imap) as plain:
    ok(plain.starttls(context))
    ok(plain.login("anna", "secret"))
    count = int(ok(plain.select())[0])
    assert count >= 10, count
    ok(plain.noop())
    assert b"INBOX" in b" ".join(ok(plain.list()))
    assert ok(plain.fetch("1", "(UID FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE)"))[0]
    body = ok(plain.fetch("1", "(BODY.PEEK[])"))[0][1]
    assert body.startswith(b"From: Jim <jim@example.org>\r\n"), body
    assert body.endswith(b"\r\n.a dot at the beginning\r\n"), body
    assert ok(plain.fetch("1", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])"))[0][1] == b"Subject: delivery 1\r\n\r\n"
    assert ok(plain.fetch("1", "(BODY.PEEK[TEXT]<5.3>)"))[0][1] == b"one"

    ok(plain.create("Arch&AOk-"))
    ok(plain.copy("1:3", "Arch&AOk-"))
    ok(plain.store("2", "+FLAGS", r"(\Deleted $Work)"))
    assert ok(plain.search(None, "DELETED"))[0] == b"2"
    assert ok(plain.search(None, "KEYWORD", "$Work"))[0] == b"2"
    assert ok(plain.uid("SEARCH", None, "HEADER", "SUBJECT", '"delivery 7"'))[0] == b"7"
    assert ok(plain.expunge())[0] == b"2"
    assert ok(plain.search(None, "HEADER", "SUBJECT", '"delivery 3"'))[0].split()[0] == b"2"

    before = int(ok(plain.select())[0])
    end = time.monotonic() + 20
    while int(ok(plain.select())[0]) == before:
        assert time.monotonic() < end, "no delivery is seen"

    draft = b"Subject: draft\r\n\r\n" + b"x" * 100000 + b"\r\n"
    ok(plain.append("Drafts2", None, None, draft)) if plain.create("Drafts2")[0] == "OK" else None
    ok(plain.select("Drafts2"))
    assert ok(plain.fetch("1", "(BODY[])"))[0][1] == draft
    assert r"\Seen" in ok(plain.fetch("1", "(FLAGS)"))[0].decode()
    ok(plain.rename("Drafts2", "Drafts3"))
    ok(plain.delete("Drafts3"))
    ok(plain.subscribe("Arch&AOk-"))
    assert b"Arch&AOk-" in b" ".join(ok(plain.lsub()))

with imaplib.IMAP4_SSL("127.0.0.1", imaps, ssl_context=context) as tls:
    ok(tls.authenticate("PLAIN", lambda _: b"\0anna\0secret"))
    assert ok(tls.select("Arch&AOk-", readonly=True))[0] == b"3"
    assert tls.store("1", "+FLAGS", r"(\Seen)")[0] == "NO", "a mailbox opened by EXAMINE was changed"

print("all is well")
