// The talk page in a real browser, against real engines.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

const RATE = 48_000;

describe('the talk page', { skip: noServer || noBrowser, timeout: 240_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', RATE, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  test('hears a question through the microphone, writes both sides down, and plays the answer', async t => {
    const { page, errors, playedSamples, loudest, close } = await openPage(chromium.browser, server.page);
    t.after(close);
    await page.getByRole('button', { name: 'Talk' }).click();
    await page.locator('#transcript .user', { hasText: '¿Cuál es la capital de Italia?' }).waitFor();
    await page.locator('#transcript .agent', { hasText: 'La capital de Italia es Roma.' }).waitFor();
    await page.locator('#timing').waitFor();
    await page.screenshot({ path: '/tmp/s1.png', fullPage: true });
    console.log(playedSamples(), await loudest(), errors);
  });
});
