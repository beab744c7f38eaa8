// How the page looks and is read: in each state, at each width, light, dark and in forced colours; its size; whom it asks.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { openTalk } from './page.mjs';

const MOST_BYTES = 150_000;
const STORY = 'Cuéntame una historia.';
// Long enough to be looked at while it is said.
const BOOKING = 'Espera. Quiero reservar una mesa para cuatro personas el viernes a las nueve.';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Where a person looks at them; scripts/test.sh keeps its results there.
const pictures = new URL('../../../TestResults/page/', import.meta.url);
mkdirSync(pictures, { recursive: true });

const LOOKS = [
  { name: 'desktop', viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  { name: 'tablet-dark', viewport: { width: 768, height: 1024 }, colorScheme: 'dark', locale: 'es-ES' },
  { name: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'light', locale: 'es-ES', hasTouch: true },
  { name: 'narrow-dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'ca-ES', reducedMotion: 'reduce' },
  { name: 'forced', viewport: { width: 1024, height: 768 }, colorScheme: 'dark', locale: 'en-GB', forcedColors: 'active' },
];

describe('the looks of the talk page', { skip: noServer || noBrowser, timeout: 1_800_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  for (const { name, ...look } of LOOKS) {
    test(`are accessible and fit in each state: ${name}`, async t => {
      const { page, errors, state, say, prepare, was } = await openTalk(t, chromium.browser, server.page, { microphone: true, ...look });
      const check = async what => {
        await page.evaluate(() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {}))));
        await page.screenshot({ path: fileURLToPath(new URL(`${name}-${what}.png`, pictures)), fullPage: ['idle', 'everything', 'history'].includes(what) });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), look.viewport.width, `${what} is as wide as the screen`);
        assert.deepEqual(await violations(page, look.forcedColors), [], what);
      };
      const button = page.locator('#talk');
      await page.locator('#question-list button').first().waitFor();
      await check('idle');
      await Promise.all([prepare(STORY), prepare(BOOKING)]);
      await button.click();
      await state('listening');
      await check('listening');
      await say(STORY);
      await was('speaking');
      await check('speaking');
      const saying = say(BOOKING);
      await state('interrupted');
      await check('interrupted');
      await saying;
      await page.locator('#transcript .agent').nth(1).waitFor();
      await state('listening');
      if (look.viewport.width < 640) await newestLineShows(page);
      await unfold(page, true);
      await check('everything');
      await button.click();
      await state('idle');
      await unfold(page, false);
      await check('history');
      assert.deepEqual(await smallTargets(page), []);
      assert.deepEqual(errors, []);
    });
  }

  test(`asks this server only, and for less than ${MOST_BYTES / 1000} kB beside the recordings`, async t => {
    const { page, errors, ask, was } = await openTalk(t, chromium.browser, 'about:blank');
    const asked = new Set();
    const sizes = [];
    page.on('request', request => asked.add(new URL(request.url()).host));
    page.on('response', answer => !/^\/(v1\/|samples\/.*\.wav)/.test(new URL(answer.url()).pathname) && sizes.push(answer.body().then(body => body.length, () => 0)));
    page.on('websocket', socket => asked.add(new URL(socket.url()).host));
    const response = await page.goto(server.page);
    await page.locator('#question-list button').first().waitFor();
    await ask();
    await was('speaking');
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    assert.ok(sizes.length > 30 && bytes > 50_000 && bytes < MOST_BYTES, `${bytes} bytes in ${sizes.length} files`);
    assert.deepEqual([...asked], [new URL(server.page).host]);
    const policy = response.headers()['content-security-policy'];
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.deepEqual(errors, []);
  });
});

function unfold(page, isOpen) {
  return page.evaluate(open => document.querySelectorAll('#settings-panel, #turns details, #log').forEach(part => { part.open = open; }), isOpen);
}

/** What axe finds, by rule and element. Forced colours are the system's, not the page's. */
async function violations(page, forcedColors) {
  await page.evaluate(axe);
  const found = await page.evaluate(options => globalThis.axe.run(document, options), {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: !forcedColors } },
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}

/** Buttons, fields and links of less than 24 px, unless they are in a line of text. */
function smallTargets(page) {
  return page.evaluate(() => [...document.querySelectorAll('button, select, input, summary, a')]
    .map(element => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
    .map(({ element, box }) => `${element.id || element.textContent}: ${box.width} × ${box.height}`));
}

/** The last line of the transcript is above the controls. */
async function newestLineShows(page) {
  const [line, controls] = await page.evaluate(() => [document.querySelector('#transcript li:last-child'), document.getElementById('controls')]
    .map(element => element.getBoundingClientRect().toJSON()));
  assert.ok(line.bottom <= controls.top + 1 && line.top >= 0, `the line is at ${line.top}…${line.bottom}, the controls at ${controls.top}`);
}
