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
import { scriptServer } from './scripted.mjs';

const MOST_BYTES = 150_000;
// Of these, more than fits the screen; in a call the controls of a narrow one would lie amid the picture.
const WHOLE = ['idle', 'history', 'everything'];
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

describe('the looks of the talk page', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
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
      const { page, errors, state } = await openTalk(t, chromium.browser, 'about:blank', { microphone: true, ...look });
      const script = await scriptServer(page);
      await page.goto(server.page);
      const check = async what => {
        await page.evaluate(() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {}))));
        await page.screenshot({ path: fileURLToPath(new URL(`${name}-${what}.png`, pictures)), fullPage: WHOLE.includes(what) });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), look.viewport.width, `${what} is as wide as the screen`);
        assert.deepEqual(await violations(page, look.forcedColors), [], what);
      };
      const comes = async what => {
        await state(what);
        await check(what);
      };
      const button = page.locator('#talk');
      await page.locator('#question-list button').first().waitFor();
      await page.locator('#languages input').first().waitFor();
      await check('idle');
      await button.click();
      await comes('listening');
      script.userBegins('Cuéntame una', ' historia');
      await comes('hearing');
      script.userEnds('Cuéntame una historia.');
      await comes('thinking');
      script.agentSpeaks();
      await comes('speaking');
      script.userBegins('Espera.');
      script.send({ type: 'localvoice.audio.duck', gain_db: -12 });
      await comes('overlapping');
      script.send({ type: 'localvoice.audio.pause' });
      await comes('paused');
      script.agentIsCut();
      await comes('interrupted');
      script.userEnds('Espera. Quiero reservar una mesa para cuatro personas el viernes a las nueve.');
      script.agentSpeaks();
      await state('speaking');
      script.agentIsCut();
      await comes('listening');
      if (look.viewport.width < 640) await newestLineShows(page);
      await page.locator('#strip button').nth(1).waitFor();
      script.send({ type: 'error', error: { code: 'server_error', message: 'the disk is full' } });
      await page.locator('#notice.error').waitFor();
      await check('error');
      for (const [part, what] of [['#settings-panel', 'settings'], ['#turns details', 'turns'], ['#log', 'log']]) {
        await unfold(page, part, true);
        await page.locator(part).last().scrollIntoViewIfNeeded();
        await check(what);
        if (what === 'settings') await unfold(page, part, false);
      }
      await button.click();
      await state('idle');
      await unfold(page, '#turns details, #log', false);
      await check('history');
      await unfold(page, '#settings-panel, #turns details, #log', true);
      await check('everything');
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

function unfold(page, parts, isOpen) {
  return page.locator(parts).evaluateAll((found, open) => found.forEach(part => { part.open = open; }), isOpen);
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
