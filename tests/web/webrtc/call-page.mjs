// The page of this folder in a browser, with a call under way.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { openPage } from '../browser.mjs';

const file = fileURLToPath(new URL('webrtc-page.html', import.meta.url));

/** A call of the server at this origin. The page is put beside the server's own, so that it needs no other origin's permission. */
export async function callFromPage(t, browser, origin) {
  const opened = await openPage(browser, 'about:blank');
  const { page } = opened;
  t.after(() => opened.close());
  await page.route(`${origin}webrtc-page.html*`, route => route.fulfill({ path: file }));
  await page.goto(`${origin}webrtc-page.html`);
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
    hears: () => page.waitForFunction(() => globalThis.call.loudest > 0.05),
    hangUp: async () => {
      await page.getByRole('button', { name: 'Hang up' }).click();
      await page.getByRole('status').filter({ hasText: 'hung up' }).waitFor();
    },
  };
}
