# SPDX-License-Identifier: Apache-2.0
"""sasl.py IMAP-PORT POP3-PORT MECHANISM USER PASSWORD: logs in with what Python has, and says OK or NO."""
import base64
import hashlib
import hmac
import imaplib
import os
import poplib
import sys

imap_port, pop3_port, mechanism, user, password = sys.argv[1:6]


class Scram:
    """The client's side of SCRAM, checking the server's signature."""

    def __init__(self, name):
        self.hash = "sha256" if name.endswith("256") else "sha1"
        self.step = 0
        self.bare = "n=%s,r=%s" % (user, base64.b64encode(os.urandom(12)).decode())

    def mac(self, key, text):
        return hmac.new(key, text.encode(), self.hash).digest()

    def __call__(self, challenge):
        self.step += 1
        if self.step == 1:
            return ("n,," + self.bare).encode()
        if self.step == 2:
            first = challenge.decode()
            fields = dict(field.split("=", 1) for field in first.split(","))
            salted = hashlib.pbkdf2_hmac(
                self.hash, password.encode(), base64.b64decode(fields["s"]), int(fields["i"]))
            key = self.mac(salted, "Client Key")
            last = "c=biws,r=" + fields["r"]
            said = ",".join((self.bare, first, last))
            signature = self.mac(hashlib.new(self.hash, key).digest(), said)
            proof = bytes(a ^ b for a, b in zip(key, signature))
            self.expected = b"v=" + base64.b64encode(self.mac(self.mac(salted, "Server Key"), said))
            return (last + ",p=" + base64.b64encode(proof).decode()).encode()
        if challenge != self.expected:
            raise SystemExit("the server has not proven itself")
        return b""


def imap():
    client = imaplib.IMAP4("127.0.0.1", int(imap_port))
    try:
        if mechanism == "login":
            client.login(user, password)
        elif mechanism == "CRAM-MD5":
            client.capabilities += ("AUTH=CRAM-MD5",)
            client.login_cram_md5(user, password)
        else:
            client.authenticate(mechanism, Scram(mechanism))
        client.select("INBOX")
        client.logout()
        return "OK"
    except imaplib.IMAP4.error as refused:
        return "NO " + str(refused)


def pop3():
    client = poplib.POP3("127.0.0.1", int(pop3_port))
    try:
        client.user(user)
        client.pass_(password)
        client.quit()
        return "OK"
    except poplib.error_proto as refused:
        return "NO " + str(refused)


print("imap " + imap())
if mechanism == "login":
    print("pop3 " + pop3())
