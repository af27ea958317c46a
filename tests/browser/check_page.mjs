// Opens a companion page in headless Chromium, from disk and without a
// network, and proves what a reader needs of it: the sentence that is marked
// is the one that is heard, everything can be done by keyboard, and it can be
// read without script.
//
//     node check_page.mjs --modules DIR [--shots DIR] PAGE.html
//
// DIR holds node_modules with playwright-core.  PAGE.vtt and the sound lie
// beside the page.  TAP on standard output; exit status 1 when a check fails.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const args = { modules: '.', shots: null, page: null };
for (let i = 2; i < process.argv.length; i++) {
    if (process.argv[i] === '--modules') args.modules = process.argv[++i];
    else if (process.argv[i] === '--shots') args.shots = process.argv[++i];
    else args.page = process.argv[i];
}
const require = createRequire(path.resolve(args.modules, 'x.js'));
const { chromium } = require('playwright-core');
const file = path.resolve(args.page);

// Cues of the transcript: begin and end in seconds, and the text.
function readCues(text) {
    const seconds = t => t.split(':').reduce((a, b) => a * 60 + Number(b), 0);
    const plain = t => t.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    return text.split(/\n{2,}/).filter(b => b.includes(' --> ')).map(b => {
        const lines = b.trim().split('\n');
        const [begin, end] = lines[0].split(' --> ').map(seconds);
        return { begin, end, text: plain(lines.slice(1).join(' ')) };
    });
}

const squeeze = t => t.replace(/\s+/g, '');
const cues = readCues(fs.readFileSync(file.replace(/\.html$/, '.vtt'), 'utf8'));
let count = 0, failed = 0;
function ok(good, name, detail) {
    count++;
    if (!good) failed++;
    console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
    if (!good && detail) console.log(`# ${detail}`);
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--mute-audio',
        '--autoplay-policy=no-user-gesture-required'],
});

async function open(options) {
    const context = await browser.newContext({ offline: true, ...options });
    const page = await context.newPage();
    page.outside = [];
    page.on('request', q => {
        if (!q.url().startsWith('file:')) page.outside.push(q.url());
    });
    page.on('pageerror', e => page.outside.push(e.message));
    await page.goto(pathToFileURL(file).href);
    await page.waitForFunction(
        () => document.querySelector('audio').readyState > 0);
    return page;
}

const marked = page => page.evaluate(() => {
    const e = document.querySelector('[aria-current]');
    if (!e) return '';
    const copy = e.cloneNode(true);
    copy.querySelectorAll('.noteref').forEach(mark => mark.remove());
    return copy.textContent;
});
const now = page => page.evaluate(
    () => document.querySelector('audio').currentTime);
const paused = page => page.evaluate(
    () => document.querySelector('audio').paused);

async function checkMarks() {
    const page = await open({});
    for (let i = 0; i < 5; i++) {
        const cue = cues[Math.floor((cues.length - 1) * i / 4)];
        await page.evaluate(async t => {
            const audio = document.querySelector('audio');
            audio.currentTime = t;
            await audio.play();
        }, cue.begin + 0.05);
        await page.waitForTimeout(250);
        const at = await now(page);
        const heard = cues.filter(c => c.begin <= at + 0.001).pop();
        const got = await marked(page);
        await page.evaluate(() => document.querySelector('audio').pause());
        ok(squeeze(got) === squeeze(heard.text),
            `marks what is heard at ${at.toFixed(2)} s`,
            `marked "${got}", heard "${heard.text}"`);
    }
    ok(page.outside.length === 0, 'asks for nothing but its files',
        page.outside.join(' '));
    await page.context().close();
}

async function tabTo(page, test) {
    for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(test)) return true;
    }
    return false;
}

async function checkKeyboard() {
    const page = await open({});
    ok(await paused(page), 'does not play by itself');
    ok(await tabTo(page, () => document.activeElement.tagName === 'AUDIO'),
        'Tab reaches the player');
    await page.keyboard.press('Space');
    await page.waitForTimeout(400);
    ok(!await paused(page), 'Space plays');
    await page.keyboard.press('Space');
    await page.waitForTimeout(100);
    ok(await paused(page), 'Space pauses');
    ok(await tabTo(page, () => document.activeElement.id === 'on'),
        'Tab reaches the next sentence');
    await page.evaluate(t => {
        document.querySelector('audio').currentTime = t;
    }, cues[0].begin + 0.05);
    await page.waitForTimeout(150);
    for (let i = 0; i < 2; i++) {
        await page.keyboard.press('Enter');
        await page.waitForTimeout(150);
    }
    const third = cues[Math.min(2, cues.length - 1)].begin;
    ok(cues.length < 3 || Math.abs(await now(page) - third) < 1.5,
        'Enter on it goes on by a sentence', `${await now(page)}, not ${third}`);
    ok(await tabTo(page, () => document.activeElement.id === 'speed'),
        'Tab reaches the speed');
    await page.keyboard.press('ArrowDown');
    ok(await page.evaluate(
        () => document.querySelector('audio').playbackRate) > 1,
        'an arrow makes it faster');
    ok(await tabTo(page, () => document.activeElement.id === 'follow'),
        'Tab reaches the scrolling');
    await page.keyboard.press('Space');
    ok(!await page.isChecked('#follow'), 'Space turns the scrolling off');
    if (await page.$('nav a[data-at]')) {
        await page.evaluate(
            () => { document.querySelector('nav details').open = true; });
        ok(await tabTo(page,
            () => document.activeElement.dataset.at > '0'),
        'Tab reaches the chapters');
        const begin = await page.evaluate(
            () => Number(document.activeElement.dataset.at) / 1000);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(200);
        ok(Math.abs(await now(page) - begin) < 0.1,
            'Enter on a chapter goes there', `${await now(page)}, not ${begin}`);
    }
    ok(await tabTo(page,
        () => document.activeElement.dataset.b !== undefined),
        'Tab reaches the transcript');
    await page.keyboard.press('Home');
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown');
    const wanted = await page.evaluate(
        () => Number(document.activeElement.dataset.b) / 1000);
    await page.evaluate(() => {
        const audio = document.querySelector('audio');
        audio.addEventListener('seeked', () => {
            window.sought ??= audio.currentTime;
        });
    });
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.sought !== undefined);
    const at = await page.evaluate(() => window.sought);
    ok(Math.abs(at - wanted) < 0.5 && !await paused(page),
        'Enter on a sentence plays from there', `${at}, not ${wanted}`);
    await page.keyboard.press('Space');
    await page.waitForTimeout(100);
    ok(await paused(page), 'Space in the transcript pauses');
    await page.context().close();
}

async function checkPlace() {
    const page = await open({});
    const length = await page.evaluate(
        () => document.querySelector('audio').duration);
    if (length > 20) {
        await page.evaluate(async () => {
            const audio = document.querySelector('audio');
            audio.currentTime = 9;
            await audio.play();
            audio.pause();
        });
        await page.waitForTimeout(200);
        await page.reload();
        await page.waitForFunction(
            () => document.querySelector('audio').readyState > 0);
        await page.waitForTimeout(200);
        ok(Math.abs(await now(page) - 9) < 2, 'remembers the place',
            `${await now(page)}`);
    }
    await page.context().close();
}

async function checkWithoutScript() {
    const context = await browser.newContext({
        offline: true, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    // The marks of notes are shown, but not said.
    const text = squeeze(await page.innerHTML('body').then(html => html
        .replace(/<a class="noteref"[^>]*>.*?<\/a>/g, '')
        .replace(/<script>.*<\/script>/s, '')
        .replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"').replace(/&nbsp;/g, ' ')
        .replace(/&amp;/g, '&')));
    ok(cues.every(c => text.includes(squeeze(c.text))),
        'holds every sentence without script');
    ok(!await page.isVisible('#controls'),
        'hides what would not work without script');
    await context.close();
}

async function checkLooks() {
    const looks = {
        light: {},
        dark: { colorScheme: 'dark' },
        narrow: { viewport: { width: 320, height: 640 } },
        forced: { forcedColors: 'active' },
    };
    for (const [name, options] of Object.entries(looks)) {
        const page = await open(options);
        await page.evaluate(t => {
            document.querySelector('audio').currentTime = t;
        }, cues[Math.floor(cues.length / 2)].begin + 0.05);
        await page.waitForTimeout(300);
        const seen = await page.evaluate(() => {
            const look = getComputedStyle(
                document.querySelector('[aria-current]'));
            return {
                wide: document.documentElement.scrollWidth > innerWidth,
                same: look.backgroundColor ===
                    getComputedStyle(document.body).backgroundColor,
                outline: look.outlineStyle !== 'none',
            };
        });
        ok(!seen.wide, `${name}: does not scroll sideways`);
        ok(!seen.same && seen.outline,
            `${name}: the mark is a colour and an outline`);
        if (args.shots)
            await page.screenshot({
                path: path.join(args.shots, `${name}.png`) });
        await page.context().close();
    }
}

await checkMarks();
await checkKeyboard();
await checkPlace();
await checkWithoutScript();
await checkLooks();
await browser.close();
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
