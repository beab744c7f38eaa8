// A browser that talks WebRTC to OpenAI, with one address changed: Chromium, whose microphone is a recording.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openPage, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { noCalls } from './no-calls.mjs';

const RATE = 48_000;
const page = fileURLToPath(new URL('webrtc-page.html', import.meta.url));

describe('a browser that calls by WebRTC', { skip: noServer || noBrowser, timeout: 180_000 }, () => {
  let server, chromium, lack;
  before(async () => {
    server = await startServer();
    lack = await noCalls(server.page);
    if (!lack) chromium = await startBrowser(recording('es-capital-of-italy', RATE, { before: 3, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  test('asks by voice, hears the answer and gets the same events as by WebSocket', async t => {
    if (lack) return t.skip(lack);
    const call = await dial(t, chromium.browser, server.page);
    await call.event('session.created');
    await call.send({ type: 'session.update', session: { type: 'realtime', instructions: 'Responde breve.' } });
    const { session } = await call.event('session.updated');
    assert.equal(session.instructions, 'Responde breve.');
    const asked = await call.event('conversation.item.input_audio_transcription.completed');
    assert.equal(asked.transcript.trim(), '¿Cuál es la capital de Italia?');
    const answered = await call.event('response.output_audio_transcript.done');
    assert.equal(answered.transcript.trim(), 'La capital de Italia es Roma.');
    await call.event('response.done');
    await call.page.waitForFunction(() => globalThis.call.loudest > 0.05);
    assert.equal(await call.page.evaluate(() => globalThis.call.events.some(({ event }) => event.type.endsWith('audio.delta'))), false,
      'audio comes by its track alone');
    await call.page.getByRole('button', { name: 'Hang up' }).click();
    await call.page.getByRole('status').filter({ hasText: 'hung up' }).waitFor();
    assert.deepEqual(call.errors, []);
  });
});

/** The page with a call under way. It is put beside the server's own, so that it needs no other origin's permission. */
async function dial(t, browser, address) {
  const opened = await openPage(browser, 'about:blank');
  t.after(() => opened.close());
  await opened.page.route(`${address}webrtc-page.html`, route => route.fulfill({ path: page }));
  await opened.page.goto(`${address}webrtc-page.html`);
  await opened.page.getByRole('button', { name: 'Call', exact: true }).click();
  await opened.page.getByRole('status').filter({ hasText: /channel open|connected|Error/ }).waitFor();
  assert.equal(await opened.page.evaluate(() => globalThis.call.error), null);
  return {
    ...opened,
    send: event => opened.page.evaluate(sent => globalThis.call.send(sent), event),
    event: async type => {
      const found = wanted => globalThis.call.events.find(({ direction, event }) => direction === 'received' && event.type === wanted)?.event;
      return (await opened.page.waitForFunction(found, type)).jsonValue();
    },
  };
}
