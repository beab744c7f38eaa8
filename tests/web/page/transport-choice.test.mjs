// Which transport the page tries first, and what it has learnt of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importPage } from './modules.mjs';

const { NoWay } = await importPage('transport/opening.js');
const { Transports } = await importPage('transport/transports.js');
globalThis.RTCPeerConnection ??= class {};

/** Tries until one connects, of those that do; gives those that were tried, and the way. */
async function tried(transports, choice, connects, hasSound = true) {
  const names = [];
  const open = name => {
    names.push(name);
    return { name, ready: connects.includes(name) ? Promise.resolve(0) : Promise.reject(new NoWay('blocked')), close: () => {} };
  };
  const way = await transports.connect(choice, hasSound, open, () => true).catch(error => error);
  return [...names, way.why ?? null];
}

for (const [host, first] of [['localhost', 'websocket'], ['talk.localhost', 'websocket'], ['127.0.0.1', 'websocket'], ['[::1]', 'websocket'],
  ['192.168.1.20', 'webrtc'], ['voice.example', 'webrtc'], ['127.example', 'webrtc'], ['[fd00::1]', 'webrtc']]) {
  test(`on a page of ${host} it is ${first} unless people choose`, async () => {
    assert.deepEqual(await tried(new Transports(host), 'auto', ['websocket', 'webrtc']), [first, null]);
    for (const chosen of ['websocket', 'webrtc']) {
      assert.deepEqual(await tried(new Transports(host), chosen, ['websocket', 'webrtc']), [chosen, null]);
    }
  });
}

test('one that did not connect is tried last from then on, but for those who choose it', async () => {
  const transports = new Transports('voice.example');
  assert.deepEqual(await tried(transports, 'auto', ['websocket']), ['webrtc', 'websocket', 'blocked']);
  assert.deepEqual(await tried(transports, 'auto', ['websocket']), ['websocket', 'blocked']);
  assert.deepEqual(await tried(transports, 'webrtc', ['websocket', 'webrtc']), ['webrtc', null]);
  assert.deepEqual(await tried(transports, 'auto', ['websocket', 'webrtc']), ['webrtc', null]);
});

test('a server that is away says nothing of its transports', async () => {
  const transports = new Transports('voice.example');
  assert.deepEqual(await tried(transports, 'auto', []), ['webrtc', 'websocket', 'blocked']);
  assert.deepEqual(await tried(transports, 'auto', ['websocket', 'webrtc']), ['webrtc', null]);
});

test('without sound there is nothing for a track', async () => {
  assert.deepEqual(await tried(new Transports('voice.example'), 'webrtc', ['websocket', 'webrtc'], false), ['websocket', null]);
});

test('what the server refuses is not tried in another way', async () => {
  const open = name => ({ name, ready: Promise.reject(new Error('no such voice')), close: () => {} });
  await assert.rejects(new Transports('localhost').connect('auto', true, open, () => true), /no such voice/);
});
