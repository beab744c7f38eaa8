// A browser that talks WebRTC to OpenAI, with one address changed: Chromium, whose microphone is a recording.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { callFromPage } from './call-page.mjs';
import { noCalls } from './no-calls.mjs';

const RATE = 48_000;
const TRANSCRIBED = { audio: { input: { transcription: { model: 'whisper-1' } } } };

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
    const call = await callFromPage(t, chromium.browser, server.page);
    await call.event('session.created');
    await call.send({ type: 'session.update', session: { type: 'realtime', instructions: 'Responde breve.', ...TRANSCRIBED } });
    const { session } = await call.event('session.updated');
    assert.equal(session.instructions, 'Responde breve.');
    const asked = await call.event('conversation.item.input_audio_transcription.completed');
    assert.equal(asked.transcript.trim(), '¿Cuál es la capital de Italia?');
    const answered = await call.event('response.output_audio_transcript.done');
    assert.equal(answered.transcript.trim(), 'La capital de Italia es Roma.');
    await call.event('response.done');
    await call.hears();
    assert.equal(await call.page.evaluate(() => globalThis.call.events.some(({ event }) => event.type.endsWith('audio.delta'))), false,
      'audio comes by its track alone');
    await call.hangUp();
    assert.deepEqual(call.errors, []);
  });
});
