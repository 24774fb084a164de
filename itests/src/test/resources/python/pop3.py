# SPDX-License-Identifier: Apache-2.0
"""Python's poplib against a server whose INBOX has ten messages or more, and gets more while this runs."""
import poplib
import ssl
import sys

pop3, pop3s = int(sys.argv[1]), int(sys.argv[2])

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE

plain = poplib.POP3("127.0.0.1", pop3)
assert "UIDL" in plain.capa()
plain.stls(context)
plain.user("anna")
plain.pass_("secret")
count, octets = plain.stat()
assert count >= 10, count
listing = plain.list()[1]
assert len(listing) == count and sum(int(line.split()[1]) for line in listing) == octets
ids = [line.split()[1] for line in plain.uidl()[1]]
assert len(set(ids)) == count
lines = plain.retr(1)[1]
assert b"Subject: delivery 1" in lines and lines[-1] == b".a dot at the beginning", lines
assert plain.retr(1)[2] == int(listing[0].split()[1])
assert plain.top(1, 0)[1][-1] == b"" and b"Line one of 1" not in plain.top(1, 0)[1]
assert b"Line one of 1" in plain.top(1, 1)[1]

try:
    other = poplib.POP3("127.0.0.1", pop3)
    other.user("anna")
    other.pass_("secret")
    raise AssertionError("two sessions in one maildrop")
except poplib.error_proto as refused:
    assert b"[IN-USE]" in refused.args[0], refused
    other.close()

plain.dele(1)
plain.dele(2)
plain.rset()
plain.dele(2)
assert plain.stat()[0] == count - 1
plain.quit()

tls = poplib.POP3_SSL("127.0.0.1", pop3s, context=context)
tls.user("anna")
tls.pass_("secret")
left = [line.split()[1] for line in tls.uidl()[1]]
assert left[: count - 1] == ids[:1] + ids[2:], (ids, left)
tls.dele(1)
tls.close()

again = poplib.POP3_SSL("127.0.0.1", pop3s, context=context)
again.user("anna")
again.pass_("secret")
assert ids[0] in [line.split()[1] for line in again.uidl()[1]], "deleted without QUIT"
again.quit()

print("all is well")
