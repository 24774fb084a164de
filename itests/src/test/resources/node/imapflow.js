// SPDX-License-Identifier: Apache-2.0
// imapflow against an INBOX that holds the five letters of ../mail:
// node imapflow.js USER IMAP IMAPS POP3 POP3S CERTIFICATE MAILDIR
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { text } = require('node:stream/consumers');
const { ImapFlow } = require('imapflow');

const [user, imapPort, imapsPort, , , certificate, maildir] = process.argv.slice(2);
const [port, tlsPort] = [imapPort, imapsPort].map(Number);
const complaints = [];
const said = [];

function note(level) {
    return entry => {
        said.push(`${entry.cid} ${entry.src ?? level} ${entry.msg ?? entry.err?.stack ?? JSON.stringify(entry)}`);
        if (level === 'warn' || level === 'error') {
            complaints.push(said.at(-1));
        }
    };
}

function client(options) {
    const made = new ImapFlow({
        host: 'localhost',
        auth: { user, pass: 'secret' },
        tls: { ca: fs.readFileSync(certificate) },
        clientInfo: { name: 'pennypost-itests' },
        disableAutoIdle: true,
        logRaw: false,
        logger: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
        ...options
    });
    made.on('error', error => complaints.push(String(error.stack)));
    return made;
}

function heard(emitter, event, fits = () => true) {
    return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no ${event} in 30 s`)), 30_000);
        const listen = about => {
            if (fits(about)) {
                clearTimeout(late);
                emitter.off(event, listen);
                resolve(about);
            }
        };
        emitter.on(event, listen);
    });
}

async function all(iterable) {
    const found = [];
    for await (const one of iterable) {
        found.push(one);
    }
    return found;
}

function drop(name, message) {
    fs.writeFileSync(path.join(maildir, 'tmp', name), message);
    fs.renameSync(path.join(maildir, 'tmp', name), path.join(maildir, 'new', name));
}

async function reads(imap) {
    const inbox = await imap.mailboxOpen('INBOX');
    assert.equal(inbox.exists, 5);
    assert.equal(inbox.readOnly, false);
    assert.ok(inbox.permanentFlags.has('\\*'));

    const letters = await all(
        imap.fetch('1:*', { uid: true, flags: true, envelope: true, bodyStructure: true, internalDate: true, size: true, source: true })
    );
    assert.deepEqual(letters.map(letter => letter.seq), [1, 2, 3, 4, 5]);
    for (const letter of letters) {
        assert.equal(letter.size, letter.source.length);
        assert.ok(!letter.flags.has('\\Seen'), 'a source is fetched by BODY.PEEK[]');
    }
    const greeting = letters[1].envelope;
    assert.equal(greeting.subject, 'Grüße aus Köln');
    assert.deepEqual(greeting.from, [{ name: 'Jörg Müller', address: 'joerg@example.org' }]);
    assert.deepEqual(greeting.to, [{ name: 'Anna, the reader', address: 'anna@example.org' }]);
    assert.equal(greeting.messageId, '<attachment@example.org>');
    assert.equal(greeting.inReplyTo, '<plain@example.org>');
    assert.equal(greeting.date.toISOString(), '2026-11-03T09:30:00.000Z');

    const [words, table] = letters[1].bodyStructure.childNodes;
    assert.deepEqual(words.childNodes.map(node => node.type), ['text/plain', 'text/html']);
    assert.equal(table.dispositionParameters.filename, 'Übersicht.csv');
    const inner = letters[2].bodyStructure.childNodes[1];
    assert.equal(inner.type, 'message/rfc822');
    assert.equal(inner.envelope.subject, 'inside');
    assert.deepEqual(inner.childNodes[0].childNodes.map(node => node.part), ['2.1', '2.2']);

    const attachment = await imap.download('2', '2');
    assert.equal(attachment.meta.filename, 'Übersicht.csv');
    assert.equal(await text(attachment.content), 'Stadt;Grad\nKöln;7\nZürich;5\n');
    assert.equal((await text((await imap.download('2', '1.1')).content)).trim(), 'Schöne Grüße, the table is attached.');
    assert.equal((await text((await imap.download('3', '2.1')).content)).trim(), 'The inner text.');
    assert.equal((await text((await imap.download('4', '1')).content)).trim(), 'Ein schöner Gruß in Latin-1.');
    const both = await imap.downloadMany('2', ['1.1', '1.2']);
    assert.match(both['1.2'].content.toString(), /<b>Grüße<\/b>/);
    const head = await imap.fetchOne('5', { headers: ['subject', 'x-none'], bodyParts: [{ key: 'text', start: 2, maxLength: 3 }] });
    assert.equal(head.headers.toString(), 'Subject: A red square\r\n\r\n');
}

async function searches(imap) {
    assert.deepEqual(await imap.search({ body: 'needle' }), [1]);
    assert.deepEqual(await imap.search({ subject: 'Köln' }), [2]);
    assert.deepEqual(await imap.search({ body: 'schöner' }), [4]);
    assert.deepEqual(await imap.search({ or: [{ from: 'bob' }, { header: { 'message-id': 'latin@' } }], not: { flagged: true } }), [3, 4]);
    assert.deepEqual(await imap.search({ sentSince: new Date('2026-11-05T00:00:00Z'), smaller: 100_000 }), [4, 5]);
    assert.deepEqual(await imap.search({ subject: 'nowhere' }), []);
}

async function changes(imap) {
    assert.equal((await imap.mailboxCreate('Büro/2026 & mehr')).created, true);
    assert.equal((await imap.mailboxCreate('Büro/2026 & mehr')).created, false);
    assert.equal(await imap.mailboxSubscribe('Büro/2026 & mehr'), true);

    const copied = await imap.messageCopy('1:2', 'Büro/2026 & mehr');
    assert.deepEqual([...copied.uidMap.values()], [1, 2]);
    assert.equal(await imap.messageFlagsAdd('1', ['\\Flagged', '$Work']), true);
    assert.equal(await imap.messageFlagsRemove('1', ['\\Flagged']), true);
    assert.deepEqual([...(await imap.fetchOne('1', { flags: true })).flags].filter(flag => flag !== '\\Recent'), ['$Work']);
    assert.deepEqual(await imap.search({ keyword: '$Work' }), [1]);

    const moved = await imap.messageMove('3', 'Büro/2026 & mehr');
    assert.deepEqual([...moved.uidMap], [[3, 3]]);
    assert.equal(imap.mailbox.exists, 4);

    const draft = Buffer.from('From: anna@example.org\r\nSubject: a draft\r\n\r\n' + 'to be written\r\n'.repeat(20_000));
    const appended = await imap.append('Büro/2026 & mehr', draft, ['\\Draft', '\\Seen'], new Date('2026-01-02T03:04:05Z'));
    assert.equal(appended.uid, 4);
    const status = await imap.status('Büro/2026 & mehr', { messages: true, unseen: true, uidNext: true, uidValidity: true, highestModseq: true });
    assert.equal(status.messages, 4);
    assert.equal(status.unseen, 3);
    assert.equal(status.uidNext, 5);
    assert.equal(status.uidValidity, appended.uidValidity);

    await imap.mailboxRename('Büro', 'Haus');
    const lock = await imap.getMailboxLock('Haus/2026 & mehr');
    try {
        const [last] = await all(imap.fetch('*', { internalDate: true, flags: true, source: true }));
        assert.equal(last.internalDate.toISOString(), '2026-01-02T03:04:05.000Z');
        assert.ok(last.flags.has('\\Draft') && last.flags.has('\\Seen'));
        assert.ok(last.source.equals(draft));
        assert.equal(await imap.messageDelete('2', { uid: true }), true);
        assert.deepEqual(await imap.search({ all: true }, { uid: true }), [1, 3, 4]);
    } finally {
        lock.release();
    }
    const listed = await imap.list({ statusQuery: { messages: true } });
    assert.deepEqual(
        listed.filter(box => box.path === 'INBOX' || box.path.startsWith('Haus')).map(box => [box.path, box.status?.messages]),
        [['INBOX', 4], ['Haus', undefined], ['Haus/2026 & mehr', 3]].filter(([name]) => listed.some(box => box.path === name))
    );
}

// Two sessions, one of them idle; then a delivery by a program that is not the server.
async function hears(imap) {
    const other = client({ port: tlsPort, secure: true });
    await other.connect();
    await imap.mailboxOpen('INBOX');
    await other.mailboxOpen('INBOX');
    const since = imap.mailbox.highestModseq;
    const idle = imap.idle();

    const flags = heard(imap, 'flags', about => about.flags.has('\\Answered'));
    await other.messageFlagsAdd('1', ['\\Answered']);
    assert.equal((await flags).seq, 1);
    const expunge = heard(imap, 'expunge');
    await other.messageDelete('4');
    assert.equal((await expunge).seq, 4);
    const exists = heard(imap, 'exists', about => about.count === 4);
    drop('1800000000.M1P1.node', 'From: late@example.org\nSubject: late\n\nwhile idle\n');
    await exists;
    await imap.noop();
    await idle;

    const changed = await all(imap.fetch('1:*', { uid: true, flags: true }, { changedSince: since }));
    assert.deepEqual(changed.map(letter => letter.seq).sort(), [1, 4]);
    assert.ok(imap.mailbox.highestModseq > since);
    const refused = await other.messageFlagsAdd('1', ['\\Flagged'], { unchangedSince: 1n });
    assert.ok(!(await other.fetchOne('1', { flags: true })).flags.has('\\Flagged'), String(refused));
    await other.logout();
}

// What was missed while away: VANISHED (EARLIER) and changed flags come with the SELECT.
async function resyncs(imap) {
    await imap.mailboxOpen('INBOX');
    const { uidValidity, highestModseq } = imap.mailbox;
    const gone = await imap.fetchOne('*', { uid: true });
    await imap.messageFlagsAdd('2', ['$Seen2']);
    await imap.messageDelete('*');
    const vanished = [];
    const away = client({ port: tlsPort, secure: true, qresync: true, expungeHandler: event => vanished.push(event) });
    await away.connect();
    assert.ok(away.enabled.has('QRESYNC'));
    const flags = heard(away, 'flags', about => about.flags.has('$Seen2'));
    await away.mailboxOpen('INBOX', { changedSince: highestModseq, uidValidity });
    assert.equal((await flags).seq, 2);
    assert.deepEqual(vanished.map(event => [event.uid, event.earlier]), [[gone.uid, true]]);
    await away.logout();
}

async function main() {
    const imap = client({ port, secure: false, doSTARTTLS: true });
    await imap.connect();
    assert.equal(imap.secureConnection, true);
    await reads(imap);
    await searches(imap);
    await changes(imap);
    await hears(imap);
    await resyncs(imap);
    await imap.logout();

    const wrong = client({ port: tlsPort, secure: true, auth: { user, pass: 'wrong' } });
    await assert.rejects(wrong.connect(), error => error.authenticationFailed === true);
    assert.deepEqual(complaints.filter(line => !line.startsWith(wrong.id)), []);
}

main().then(
    () => console.log('all is well'),
    error => {
        console.error(error);
        process.exitCode = 1;
    }
).finally(() => {
    if (process.exitCode || process.env.VERBOSE) {
        console.error(said.join('\n'));
    }
});
