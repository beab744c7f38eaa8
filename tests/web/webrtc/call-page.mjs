// The page of this folder in a browser, with a call under way.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';
import { microphoneOfTheTest } from '../page/page.mjs';

const file = fileURLToPath(new URL('webrtc-page.html', import.meta.url));
const recordings = fileURLToPath(new URL('../../LocalVoice.Testing/Audio', import.meta.url));

/**
 * A call of the server at this origin. The page is put beside the server's own, so that it needs no other origin's permission, and the
 * recordings beside it. With `model`, a profile, and `take`, which gets each event, the microphone is the test's.
 */
export async function callFromPage(t, browser, origin, { model, take } = {}) {
  const opened = await openPage(browser, 'about:blank', {}, take ? [microphoneOfTheTest] : []);
  const { page } = opened;
  t.after(() => opened.close());
  await page.exposeFunction('take', take ?? (() => {}));
  await page.route(`${origin}recordings/*`, route => route.fulfill({ path: join(recordings, basename(route.request().url())) }));
  await page.route(`${origin}webrtc-page.html*`, route => route.fulfill({ path: file }));
  const calls = `/v1/realtime/calls${model ? `?model=${model}` : ''}`;
  await page.goto(`${origin}webrtc-page.html?calls=${encodeURIComponent(calls)}`);
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await page.waitForFunction(() => globalThis.call.error !== null || globalThis.call.states.includes('channel open'));
  assert.equal(await page.evaluate(() => globalThis.call.error), null);
  return {
    ...opened,
    send: event => page.evaluate(sent => globalThis.call.send(sent), event),
    /** The first event of this type that was received. */
    event: async type => {
      const found = wanted => globalThis.call.events.find(({ direction, event }) => direction === 'received' && event.type === wanted)?.event;
      return (await page.waitForFunction(found, type)).jsonValue();
    },
    say: name => page.evaluate(recorded => globalThis.say(recorded), `recordings/${name}.wav`),
    hears: () => page.waitForFunction(() => globalThis.call.loudest > 0.05),
    secondsHeard: () => page.evaluate(() => globalThis.call.secondsHeard),
    hangUp: async () => {
      await page.getByRole('button', { name: 'Hang up' }).click();
      await page.getByRole('status').filter({ hasText: 'hung up' }).waitFor();
    },
  };
}
