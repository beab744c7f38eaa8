// What the browser and its speaker add to a turn: heard at the speaker less served, both on the clock of the page's sound, in Chromium
// on a null sink of PulseAudio. The engines take no time: with real ones beside it, two cores would be the measure of the server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { recording } from './recording.mjs';
import { noOwnServer, startSimulatedServer } from './server.mjs';
import { noSoundServer, startSoundServer } from './sound.mjs';

const TURNS = 3;
// The aim is 80; a machine that others use as well gets a little more.
const MOST_MS = 100;
// 20 to 28 as a rule, since a block of the sound is 11 ms. Far more: the machine gave the sound too little time, and its clock stood still.
const MOST_DRIFT_MS = 40;

describe("the browser's share of a turn", { skip: noOwnServer || noBrowser || noSoundServer, timeout: 300_000 }, () => {
  let server, sound, chromium;
  before(async () => {
    sound = startSoundServer();
    server = await startSimulatedServer();
    chromium = await startBrowser(recording('es-capital-of-italy', 48_000), [], { speaker: sound.speaker });
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
    sound?.stop();
  });

  test(`is at most ${MOST_MS} ms`, async t => {
    const { page, close } = await openPage(chromium.browser, server.page, {}, [watchTheClock]);
    t.after(close);
    const shares = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await page.locator('#question-list button').first().click();
      await page.getByRole('status').filter({ hasText: 'That was a recorded question.' }).waitFor();
      const [heard, served] = (await page.locator('#total, #served').allTextContents()).map(text => Number.parseInt(text));
      const drift = await page.evaluate(() => globalThis.driftMs());
      t.diagnostic(`${heard} ms heard, ${served} ms served, ${heard - served} ms between; the clocks drift by ${drift.toFixed(0)} ms`);
      if (drift <= MOST_DRIFT_MS) shares.push(heard - served);
    }
    if (shares.length < TURNS / 3) return t.skip('the machine has too little time for sound');
    // What else the machine does adds to some of them, and takes from none: the least is the page's own.
    assert.ok(Math.min(...shares) <= MOST_MS, shares.join(' '));
  });
});

/** Runs in the page: how far the clock of the newest sound and that of the machine went apart. */
function watchTheClock() {
  const offsets = [];
  globalThis.driftMs = () => (Math.max(...offsets) - Math.min(...offsets)) * 1000;
  globalThis.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      offsets.length = 0;
      const timer = setInterval(() => {
        if (this.state === 'closed') clearInterval(timer);
        else if (this.state === 'running' && this.currentTime > 0.5) offsets.push(performance.now() / 1000 - this.currentTime);
      }, 50);
    }
  };
}
