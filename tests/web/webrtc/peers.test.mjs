// The WebRTC clients of the tests against each other: what they find wrong with a server is then the server's.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { readWave, secondsOfSound, waveFile } from '../recording.mjs';
import { callFromPage } from './call-page.mjs';
import { noAiortc, startPeer } from './peers.mjs';

const RATE = 48_000;
const KEY = 'lv_the_key_of_this_test';
const SESSION = { type: 'realtime', instructions: 'Responde breve: ¿sí?' };

describe('two WebRTC clients', { skip: noAiortc, timeout: 120_000 }, () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'localvoice-peers-'));
    const tone = hertz => Int16Array.from({ length: RATE }, (_, i) => 8000 * Math.sin(2 * Math.PI * hertz * i / RATE));
    writeFileSync(file('question'), waveFile(tone(440), RATE));
    writeFileSync(file('response'), waveFile(tone(660), RATE));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = name => join(folder, `${name}.wav`);

  // Not aiortc calls werift: aiortc 1.4.0 offers ICE credentials for each section, of which werift takes the last section's and not
  // those of the first one in the group (RFC 9143, section 7.2).
  for (const [caller, callee] of [['werift', 'aiortc'], ['aiortc', 'aiortc']]) {
    test(`${caller} calls ${callee}: events, a function call and sound in both directions`, async t => {
      const [asked, heard] = [file(`${caller}-${callee}-asked`), file(`${caller}-${callee}-heard`)];
      const server = startPeer(t, callee, '--serve', '0', '--key', KEY, '--play', file('response'), '--record', asked);
      const { url } = await server.next(({ state }) => state === 'listening');
      const client = startPeer(t, caller, '--url', url, '--key', KEY, '--play', file('question'), '--record', heard,
        '--session', JSON.stringify(SESSION), '--function-output', '{"degrees":21}');

      const { event } = await client.next(line => line.event?.type === 'session.updated');
      assert.deepEqual(event.session, SESSION);
      const { event: output } = await server.next(line => line.event?.type === 'conversation.item.create');
      assert.deepEqual(output.item, { type: 'function_call_output', call_id: 'call_1', output: '{"degrees":21}' });
      await client.next(line => line.event?.type === 'response.done' && line.event.response.output.length === 0);
      await Promise.all([client, server].flatMap(side => ['played', 'heard'].map(wanted => side.next(({ state }) => state === wanted))));

      for (const side of [client, server]) side.say({ hangup: true });
      const ends = await Promise.all([client.ended(), server.ended()]);
      assert.deepEqual(ends.map(({ status }) => status), [0, 0], client.account() + server.account());
      assert.equal(ends[0].lines.at(-1).closed, 'hung up');
      for (const recorded of [asked, heard]) {
        const { rate, samples } = readWave(recorded);
        assert.equal(rate, RATE);
        const seconds = secondsOfSound(samples, RATE);
        assert.ok(seconds > 0.7 && seconds < 1.3, `${seconds} s of sound in ${recorded}`);
      }
    });
  }

  test('a page in Chromium calls aiortc in the same way', { skip: noBrowser }, async t => {
    const asked = file('chromium-asked');
    const server = startPeer(t, 'aiortc', '--serve', '0', '--play', file('response'), '--record', asked);
    const { url } = await server.next(({ state }) => state === 'listening');
    const chromium = await startBrowser(readWave(file('question')).samples);
    t.after(() => chromium.stop());

    const call = await callFromPage(t, chromium.browser, new URL('/', url).href);
    await call.event('session.created');
    await call.send({ type: 'session.update', session: SESSION });
    assert.deepEqual((await call.event('session.updated')).session, SESSION);
    await Promise.all([call.hears(), server.next(({ state }) => state === 'heard')]);
    await call.hangUp();
    const { status } = await server.ended();
    assert.equal(status, 0, server.account());
    assert.deepEqual(call.errors, []);
  });

  for (const caller of ['aiortc', 'werift']) {
    test(`${caller} says so when its key is refused`, async t => {
      const server = startPeer(t, 'werift', '--serve', '0', '--key', KEY);
      const { url } = await server.next(({ state }) => state === 'listening');
      const { status, lines } = await startPeer(t, caller, '--url', url, '--key', 'lv_wrong').ended();
      assert.equal(status, 1);
      assert.ok(lines.some(({ error }) => error === 'HTTP 401'), JSON.stringify(lines));
    });
  }
});
