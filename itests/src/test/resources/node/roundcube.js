// SPDX-License-Identifier: Apache-2.0
// A person at Roundcube in a browser, whose INBOX holds the five letters of ../mail: node roundcube.js URL USER PROFILE PICTURES
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [url, user, profile, pictures] = process.argv.slice(2);
const complaints = [];
let count = 0;

async function look(page, name) {
    await page.screenshot({ path: path.join(pictures, `${++count}-${name}.png`) });
}

function row(page, subject) {
    return page.locator('#messagelist tbody tr', { has: page.locator('span.subject', { hasText: subject }) });
}

async function subjects(page, expected) {
    const rows = page.locator('#messagelist tbody tr:visible td.subject span.subject a');
    const wanted = [...expected].sort().join('|');
    await page.waitForFunction(
        wanted => [...document.querySelectorAll('#messagelist tbody tr td.subject span.subject a')]
            .filter(link => link.offsetParent).map(link => link.innerText.trim()).sort().join('|') === wanted,
        wanted
    ).catch(async () => assert.deepEqual((await rows.allInnerTexts()).map(text => text.trim()).sort(), [...expected].sort()));
}

async function idle(page) {
    await page.waitForFunction(() => !window.rcmail.busy && !document.querySelector('#messagestack .loading'));
}

async function login(page) {
    await page.goto(url);
    await page.fill('#rcmloginuser', user);
    await page.fill('#rcmloginpwd', 'secret');
    await page.click('#rcmloginsubmit');
    await page.waitForSelector('#messagelist');
    await subjects(page, ['plain', 'Grüße aus Köln', 'Fwd: inside', 'latin', 'A red square']);
    await look(page, 'inbox');
    const folders = await page.locator('#mailboxlist li a').allInnerTexts();
    for (const folder of ['Inbox', 'Drafts', 'Sent', 'Junk', 'Trash']) {
        assert.ok(folders.some(text => text.includes(folder)), `${folder} in ${folders}`);
    }
    assert.equal((await page.locator('#mailboxlist li.inbox .unreadcount').first().innerText()).trim(), '5');
}

// Reading marks as seen; the attachment arrives whole under its name.
async function read(page) {
    await row(page, 'Grüße aus Köln').dblclick();
    await page.waitForSelector('#attachment-list');
    assert.match(await page.locator('#messagebody').innerText(), /Schöne Grüße, the table is attached\./);
    assert.match(await page.locator('#message-header').innerText(), /Jörg Müller/);
    const link = page.locator('#attachment-list li a.filename, #attachment-list li a').first();
    assert.match(await link.innerText(), /Übersicht\.csv/);
    await look(page, 'letter');
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.evaluate(() => {
            const part = document.querySelector('#attachment-list li').id.replace('attach', '');
            window.rcmail.command('download-attachment', part);
        })
    ]);
    assert.equal(download.suggestedFilename(), 'Übersicht.csv');
    assert.equal(fs.readFileSync(await download.path(), 'utf8'), 'Stadt;Grad\nKöln;7\nZürich;5\n');
    await page.goto(url + '?_task=mail&_mbox=INBOX');
    await page.waitForSelector('#messagelist tbody tr');
    assert.doesNotMatch(await row(page, 'Grüße aus Köln').getAttribute('class'), /unread/);

    await row(page, 'Fwd: inside').dblclick();
    await page.waitForSelector('#messagebody');
    assert.match(await page.locator('#messagebody').innerText(), /See below\.[\s\S]*The inner text\./);
    await look(page, 'forwarded');
    await page.goto(url + '?_task=mail&_mbox=INBOX');
    await page.waitForSelector('#messagelist tbody tr');
    await row(page, 'latin').click();
    const frame = page.frameLocator('#messagecontframe');
    await frame.locator('#messagebody', { hasText: 'Ein schöner Gruß in Latin-1.' }).waitFor();
    await row(page, 'A red square').click();
    await frame.locator('#messagebody', { hasText: 'Look:' }).waitFor();
    const width = await frame.locator('#messagebody img').first().evaluate(image => image.decode().then(() => image.naturalWidth));
    assert.equal(width, 120);
    await look(page, 'picture');
}

async function flag(page) {
    await idle(page);
    await row(page, 'latin').hover();
    await row(page, 'latin').locator('td.flags span.flag').click();
    await page.waitForFunction(() => document.querySelector('#messagelist tr.flagged'));
    assert.match(await row(page, 'latin').getAttribute('class'), /flagged/);
    await idle(page);
}

async function makeFolder(page) {
    await page.goto(url + '?_task=settings&_action=folders');
    await page.click('a.create:visible');
    const form = page.frameLocator('iframe#preferences-frame, iframe[name="preferences-frame"]');
    await form.locator('input[name="_name"]').fill('Büro & mehr');
    await look(page, 'new-folder');
    await page.evaluate(() => document.querySelector('iframe').contentWindow.rcmail.command('save'));
    await page.locator('#subscription-table li', { hasText: 'Büro & mehr' }).waitFor();
    await look(page, 'folders');
    await page.goto(url + '?_task=mail&_mbox=INBOX');
    await page.waitForSelector('#messagelist tbody tr');
}

// Opens a folder; a click while something else is being fetched does nothing, for Roundcube is busy then.
async function open(page, name, mailbox) {
    for (let tries = 0; tries < 6; tries++) {
        await idle(page);
        await page.locator('#mailboxlist li a', { hasText: name }).first().click();
        const there = await page.waitForFunction(mailbox => window.rcmail.env.mailbox === mailbox, mailbox, { timeout: 5_000 }).catch(() => null);
        if (there) {
            return idle(page);
        }
    }
    throw new Error(`${name} does not open`);
}

// Selects a letter, waits until its menu is alive, and takes it out of the list.
async function does(page, subject, command, argument) {
    await row(page, subject).click();
    await page.locator('#messagelist tbody tr.selected', { hasText: subject }).waitFor();
    await page.frameLocator('#messagecontframe').locator('#messagebody').waitFor();
    await page.waitForFunction(command => window.rcmail.commands[command] && !window.rcmail.busy, command);
    await page.evaluate(([command, argument]) => window.rcmail.command(command, argument), [command, argument ?? '']);
    await row(page, subject).waitFor({ state: 'hidden' });
    await idle(page);
}

async function move(page) {
    await does(page, 'plain', 'move', 'B&APw-ro &- mehr');
    await does(page, 'Fwd: inside', 'delete');
    await idle(page);
    await open(page, 'Büro & mehr', 'B&APw-ro &- mehr');
    await subjects(page, ['plain']);
    await look(page, 'moved');
    await open(page, 'Trash', 'Trash');
    await subjects(page, ['Fwd: inside']);
    await open(page, 'Inbox', 'INBOX');
    await subjects(page, ['Grüße aus Köln', 'latin', 'A red square']);
}

async function search(page) {
    await idle(page);
    await page.fill('#mailsearchform', 'Köln');
    await page.press('#mailsearchform', 'Enter');
    await subjects(page, ['Grüße aus Köln']);
    await look(page, 'found');
    await idle(page);
    await page.evaluate(() => window.rcmail.command('reset-search'));
    await subjects(page, ['Grüße aus Köln', 'latin', 'A red square']);
}

async function main() {
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
        headless: true,
        acceptDownloads: true,
        viewport: { width: 1280, height: 800 },
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
    });
    context.setDefaultTimeout(30_000);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('pageerror', error => complaints.push(String(error.stack)));
    page.on('response', answer => answer.status() >= 500 && complaints.push(`${answer.status()} ${answer.url()}`));
    try {
        await login(page);
        await read(page);
        await flag(page);
        await makeFolder(page);
        await move(page);
        await search(page);
        await page.locator('#taskmenu a.logout').click();
        await page.waitForSelector('#rcmloginuser');
        assert.deepEqual(complaints, []);
        console.log('all is well');
    } catch (error) {
        console.error(error, complaints);
        await look(page, 'failed').catch(() => {});
        process.exitCode = 1;
    } finally {
        await context.close();
    }
}

main();
