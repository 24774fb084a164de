// SPDX-License-Identifier: Apache-2.0
// Thunderbird without a screen, steered by Marionette, whose INBOX holds the five letters of ../mail:
// node thunderbird.js USER IMAP MARIONETTE CERTIFICATE MAILDIR PROFILE
'use strict';
const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

const [user, imap, marionette, certificate, maildir, profile] = process.argv.slice(2);
const program = process.env.THUNDERBIRD || 'thunderbird';

function preferences() {
    const closed = '127.0.0.1';
    const prefs = {
        'marionette.port': Number(marionette),
        'mail.accountmanager.accounts': 'account1',
        'mail.accountmanager.defaultaccount': 'account1',
        'mail.account.account1.server': 'server1',
        'mail.account.account1.identities': 'id1',
        'mail.identity.id1.fullName': 'Anna',
        'mail.identity.id1.useremail': 'anna@example.org',
        'mail.identity.id1.valid': true,
        'mail.server.server1.type': 'imap',
        'mail.server.server1.hostname': 'localhost',
        'mail.server.server1.port': Number(imap),
        'mail.server.server1.userName': user,
        'mail.server.server1.name': 'under test',
        'mail.server.server1.socketType': 2,
        'mail.server.server1.authMethod': 3,
        'mail.server.server1.login_at_startup': false,
        'mail.server.server1.check_new_mail': false,
        'mail.provider.suppress_dialog_on_startup': true,
        'mail.rights.version': 1,
        'mail.shell.checkDefaultClient': false,
        'mail.winsearch.firstRunDone': true,
        'mailnews.start_page.enabled': false,
        'app.update.enabled': false,
        'app.donation.eoy.version.viewed': 999,
        'datareporting.policy.dataSubmissionEnabled': false,
        'extensions.update.enabled': false,
        'toolkit.telemetry.enabled': false,
        // nothing but this machine is asked
        'network.proxy.type': 1,
        'network.proxy.http': closed,
        'network.proxy.http_port': 9,
        'network.proxy.ssl': closed,
        'network.proxy.ssl_port': 9
    };
    return Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join('');
}

// The protocol of Marionette: LENGTH:[0, id, command, parameters], answered by LENGTH:[1, id, error, result].
class Marionette {
    #socket;
    #buffer = Buffer.alloc(0);
    #id = 0;
    #waiting = new Map();

    static async connect(port, alive) {
        for (let end = Date.now() + 60_000; Date.now() < end && alive(); await pause(200)) {
            const socket = net.connect(port, '127.0.0.1');
            try {
                await once(socket, 'connect');
                return new Marionette(socket);
            } catch {
                socket.destroy();
            }
        }
        throw new Error('Thunderbird does not open its Marionette port');
    }

    constructor(socket) {
        this.#socket = socket;
        socket.on('data', data => this.#take(data));
        socket.on('close', () => this.#waiting.forEach(({ reject }) => reject(new Error('Thunderbird has closed'))));
        socket.on('error', () => {});
    }

    #take(data) {
        this.#buffer = Buffer.concat([this.#buffer, data]);
        for (let colon = this.#buffer.indexOf(':'); colon >= 0; colon = this.#buffer.indexOf(':')) {
            const end = colon + 1 + Number(this.#buffer.subarray(0, colon));
            if (this.#buffer.length < end) {
                return;
            }
            const message = JSON.parse(this.#buffer.subarray(colon + 1, end));
            this.#buffer = this.#buffer.subarray(end);
            if (Array.isArray(message)) {
                const [, id, error, result] = message;
                const { resolve, reject } = this.#waiting.get(id);
                this.#waiting.delete(id);
                error ? reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace}`)) : resolve(result);
            }
        }
    }

    send(command, parameters = {}) {
        const id = ++this.#id;
        const text = JSON.stringify([0, id, command, parameters]);
        this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
        return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    }

    // Runs a function inside Thunderbird, with the words of steps() in scope.
    async run(body, ...args) {
        const script = `const done = arguments[arguments.length - 1];
            (async () => { ${inside}; return await (${body})(...[...arguments].slice(0, -1)); })()
                .then(value => done({ value: value ?? null }), error => done({ error: String(error) + '\\n' + error.stack }));`;
        const { value } = await this.send('WebDriver:ExecuteAsyncScript', { script, args, newSandbox: false });
        if (value.error) {
            throw new Error(value.error);
        }
        return value.value;
    }
}

const inside = `
    const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
    const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
    const server = MailServices.accounts.getAccount('account1').incomingServer;
    const root = server.rootFolder;
    const inbox = () => root.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
    const named = (name, parent = root) => parent.subFolders.find(folder => folder.localizedName === name);
    const until = async (what, fits, limit = 45_000) => {
        for (let end = Date.now() + limit; Date.now() < end; await new Promise(go => setTimeout(go, 100))) {
            const found = fits();
            if (found) return found;
        }
        throw new Error('waited in vain for ' + what);
    };
    const update = folder => new Promise((resolve, reject) => folder.QueryInterface(Ci.nsIMsgImapMailFolder).updateFolderWithListener(null, {
        OnStartRunningUrl() {},
        OnStopRunningUrl(url, status) { Components.isSuccessCode(status) ? resolve() : reject(new Error('update ends with ' + status.toString(16))); }
    }));
    const letters = folder => (folder ? [...folder.messages] : []);
    const letter = (folder, subject) => until(subject, () => letters(folder).find(header => header.mime2DecodedSubject === subject));
    const copied = start => new Promise((resolve, reject) => start({
        QueryInterface: ChromeUtils.generateQI(['nsIMsgCopyServiceListener']),
        onStartCopy() {}, onProgress() {}, setMessageKey() {}, getMessageId() { return null; },
        onStopCopy(status) { Components.isSuccessCode(status) ? resolve() : reject(new Error('copy ends with ' + status.toString(16))); }
    }));`;

async function prepares(bird) {
    const pem = fs.readFileSync(certificate, 'utf8').match(/-----BEGIN CERTIFICATE-----([^-]*)/)[1].replace(/\s/g, '');
    await bird.run(async (pem, port, user) => {
        const known = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).constructX509FromBase64(pem);
        Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService)
            .rememberValidityOverride('localhost', port, {}, known, false);
        const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
        login.init('imap://localhost', null, 'imap://localhost', user, 'secret', '', '');
        await Services.logins.addLoginAsync(login);
        server.password = 'secret';
    }, pem, Number(imap), user);
}

async function reads(bird) {
    const found = await bird.run(async () => {
        // folders first: what an update finds before they are known is lost and fetched again
        server.performExpand(null);
        await until('the folders', () => root.getFolderWithFlags(Ci.nsMsgFolderFlags.Trash) && inbox()?.QueryInterface(Ci.nsIMsgImapMailFolder).verifiedAsOnlineFolder);
        await update(inbox());
        await until('five letters', () => letters(inbox()).length === 5);
        return letters(inbox()).map(header => [header.mime2DecodedSubject, header.isRead, header.messageKey]);
    });
    assert.deepEqual(found, [['plain', false, 1], ['Grüße aus Köln', false, 2], ['Fwd: inside', false, 3], ['latin', false, 4], ['A red square', false, 5]]);
    const parts = await bird.run(async () => {
        const { MsgHdrToMimeMessage } = ChromeUtils.importESModule('resource:///modules/gloda/MimeMessage.sys.mjs');
        const read = header => new Promise(resolve => MsgHdrToMimeMessage(header, null, (_, mime) => resolve(mime), true));
        const greeting = await read(await letter(inbox(), 'Grüße aus Köln'));
        const forward = await read(await letter(inbox(), 'Fwd: inside'));
        const latin = await read(await letter(inbox(), 'latin'));
        return [greeting.allUserAttachments.map(one => one.name), greeting.coerceBodyToPlaintext(inbox()), forward.prettyString(true, undefined, true), latin.coerceBodyToPlaintext(inbox())];
    });
    assert.deepEqual(parts[0], ['Übersicht.csv']);
    assert.match(parts[1], /Schöne Grüße, the table is attached/);
    assert.match(parts[2], /from: Deep[\s\S]*The inner text/);
    assert.match(parts[3], /Ein schöner Gruß in Latin-1/);
}

async function changes(bird) {
    await bird.run(async () => {
        inbox().markMessagesFlagged([await letter(inbox(), 'latin')], true);
        inbox().markMessagesRead([await letter(inbox(), 'latin')], true);
        inbox().addKeywordsToMessages([await letter(inbox(), 'A red square')], '$label1');
        root.createSubfolder('Büro & mehr', null);
        const folder = await until('the new folder', () => named('Büro & mehr'));
        await update(folder);
        const moved = await letter(inbox(), 'plain');
        await copied(listener => MailServices.copy.copyMessages(inbox(), [moved], folder, true, listener, null, false));
        await letter(folder, 'plain');
        const both = await letter(inbox(), 'Grüße aus Köln');
        await copied(listener => MailServices.copy.copyMessages(inbox(), [both], folder, false, listener, null, false));
        await letter(folder, 'Grüße aus Köln');
        inbox().deleteMessages([await letter(inbox(), 'Fwd: inside')], null, false, false, null, false);
        await until('three that stay', () => inbox().getTotalMessages(false) === 3);
        folder.rename('Haus', null);
        await until('the renamed folder', () => named('Haus'));
    });
}

async function searches(bird) {
    const found = await bird.run(async () => {
        const session = Cc['@mozilla.org/messenger/searchSession;1'].createInstance(Ci.nsIMsgSearchSession);
        session.addScopeTerm(Ci.nsMsgSearchScope.onlineMail, inbox());
        const term = session.createTerm();
        const value = term.value;
        value.attrib = Ci.nsMsgSearchAttrib.Body;
        value.str = 'schöner';
        term.attrib = Ci.nsMsgSearchAttrib.Body;
        term.op = Ci.nsMsgSearchOp.Contains;
        term.booleanAnd = true;
        term.value = value;
        session.appendTerm(term);
        const hits = [];
        await new Promise((resolve, reject) => {
            session.registerListener({
                QueryInterface: ChromeUtils.generateQI(['nsIMsgSearchNotify']),
                onSearchHit(header) { hits.push(header.mime2DecodedSubject); },
                onSearchDone(status) { Components.isSuccessCode(status) ? resolve() : reject(new Error('search ends with ' + status.toString(16))); },
                onNewSearch() {}
            });
            session.search(null);
        });
        return hits;
    });
    assert.deepEqual(found, ['latin']);
}

// Nobody asks: the news come by IDLE.
async function hears(bird) {
    fs.writeFileSync(path.join(maildir, 'tmp', '1800000000.M1P1.bird'), 'From: late@example.org\nSubject: late\n\nwhile idle\n');
    fs.renameSync(path.join(maildir, 'tmp', '1800000000.M1P1.bird'), path.join(maildir, 'new', '1800000000.M1P1.bird'));
    await bird.run(async () => void (await letter(inbox(), 'late')));
}

async function main() {
    fs.mkdirSync(profile, { recursive: true });
    fs.writeFileSync(path.join(profile, 'user.js'), preferences());
    const bird = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'], {
        env: { ...process.env, MOZ_LOG: 'IMAP:5,sync,timestamp', MOZ_LOG_FILE: path.join(profile, 'imap') },
        stdio: ['ignore', fs.openSync(path.join(profile, 'said'), 'w'), 'ignore']
    });
    const ended = once(bird, 'exit');
    try {
        const session = await Marionette.connect(Number(marionette), () => bird.exitCode === null);
        await session.send('WebDriver:NewSession', {});
        await session.send('Marionette:SetContext', { value: 'chrome' });
        await session.send('WebDriver:SetTimeouts', { script: 100_000 });
        for (const step of [prepares, reads, changes, searches, hears]) {
            const begin = Date.now();
            await step(session);
            console.log(`${step.name}: ${Date.now() - begin} ms`);
        }
        await session.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
        await Promise.race([ended, pause(20_000, null, { ref: false })]);
        console.log('all is well');
    } catch (error) {
        console.error(error);
        process.exitCode = 1;
    } finally {
        if (bird.exitCode === null) {
            bird.kill('SIGKILL');
            await ended;
        }
    }
}

main();
