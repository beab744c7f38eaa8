// The page talks by WebRTC as it does by WebSocket, and by the other one where the one that is wanted does not get through.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { noCalls } from '../webrtc/no-calls.mjs';
import { openTalk } from './page.mjs';

// The response takes a quarter of a minute: time enough to talk over it on a slow machine.
const STORY = 'Cuéntame una historia.';
const CALLS = '**/v1/realtime/calls?*';

describe('the transport of the talk page', { skip: noServer || noBrowser, timeout: 300_000 }, () => {
  let server, chromium, lack;
  before(async () => {
    server = await startServer();
    lack = await noCalls(server.page);
    if (!lack) chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  /** The page, to be loaded; with these settings, where some are given. */
  async function open(t, choices) {
    const talk = await openTalk(t, chromium.browser, 'about:blank', { microphone: true });
    const { page } = talk;
    const opened = [];
    page.on('websocket', socket => opened.push(socket.url()));
    await page.addInitScript(watchCalls);
    const remembered = choices && JSON.stringify(choices);
    if (choices) await page.addInitScript(settings => localStorage.setItem('localvoice.settings', settings), remembered);
    return {
      ...talk,
      opened,
      go: async () => {
        await page.goto(server.page);
        await page.locator('#question-list button').first().waitFor();
      },
      received: type => page.evaluate(wanted => globalThis.received.filter(event => event.type === wanted), type),
      loudest: () => page.evaluate(() => globalThis.loudestTrack),
    };
  }

  test('is WebRTC where people choose it, which is remembered: a turn, an interruption, and where the time went', async t => {
    if (lack) return t.skip(lack);
    const { page, errors, go, opened, received, loudest, talk, stop, state, say, said, prepare, states, was } = await open(t);
    await go();
    await page.getByText('Settings').click();
    assert.equal(await page.getByLabel('Connection').inputValue(), 'auto');
    await page.getByLabel('Connection').selectOption('webrtc');
    await page.reload();
    await page.getByText('Settings').click();
    assert.equal(await page.getByLabel('Connection').inputValue(), 'webrtc');
    await prepare(STORY);
    await talk.click();
    await state('listening');
    assert.equal(await page.locator('#transport-note').textContent(), 'This call goes by WebRTC.');
    await say(STORY);
    await was('speaking');
    await say('samples/es.wav');
    await was('interrupted');
    await page.locator('#transcript .agent s', { hasText: /\S/ }).waitFor();
    await said('user', '¿Cuál es la capital de Italia?');
    await said('agent', 'La capital de Italia es Roma.');
    await state('listening');
    const names = (await states()).map(({ name }) => name);
    const between = names.slice(names.indexOf('speaking') + 1, names.indexOf('interrupted'));
    assert.ok(between.includes('overlapping') && between.every(name => ['overlapping', 'paused'].includes(name)), names.join(' '));
    assert.equal((await received('output_audio_buffer.cleared')).length, 1);
    assert.deepEqual(opened, []);
    assert.ok(await loudest() > 0.05, 'the speaker got sound');

    await page.locator('#strip button').nth(1).waitFor();
    await page.locator('#waterfall .name', { hasText: 'WebRTC: there and back' }).waitFor();
    await page.getByText('from your last sound until you heard the answer').waitFor();
    const served = (await received('localvoice.turn.timeline')).at(-1).voice_to_voice_ms;
    const heard = Number.parseInt(await page.locator('#total').textContent());
    t.diagnostic(`${heard} ms heard, ${Math.round(served)} ms in the server; ${await page.locator('#waterfall').innerText()}`);
    assert.ok(heard > served && heard < served + 500, `${heard} ms heard, ${served} ms in the server`);
    assert.deepEqual((await page.locator('#waterfall .name').allTextContents()).slice(-4),
      ['On its way to your ear', '· WebRTC: there and back', '· Kept back against gaps', '· Playing in the browser']);

    const hungUp = page.waitForResponse('**/hangup');
    await stop.click();
    assert.equal((await hungUp).status(), 200);
    assert.deepEqual(errors, []);
  });

  test('may be WebRTC for a recorded question, and for turns that people hold a key for', async t => {
    if (lack) return t.skip(lack);
    const { page, errors, go, opened, received, talk, state, status, say, said, ask } = await open(t, { transport: 'webrtc', pushToTalk: true });
    await go();
    await page.getByRole('radio', { name: 'Español' }).check();
    await ask();
    await said('agent', 'La capital de Italia es Roma.');
    await status('That was a recorded question.');
    await talk.click();
    await state('ready');
    // What is said while no key is held is not heard.
    await say('samples/en.wav');
    await page.locator('h1').click();
    await page.keyboard.down('Space');
    await say('samples/es.wav');
    await page.keyboard.up('Space');
    await page.locator('#transcript .agent').nth(1).waitFor();
    await state('ready');
    assert.deepEqual(await page.locator('#transcript .user p').allTextContents(), Array(2).fill('¿Cuál es la capital de Italia?'));
    assert.deepEqual(await received('error'), []);
    assert.deepEqual(opened, []);
    assert.deepEqual(errors, []);
  });

  for (const [name, words, answer] of [
    ['the server knows no calls', 'By WebSocket: the server takes no WebRTC call.', route => route.fulfill({ status: 404 })],
    ['the server\'s libraries are missing', 'By WebSocket: the server takes no WebRTC call.', route => route.fulfill({ status: 503 })],
    ['its packets are dropped', 'By WebSocket: WebRTC did not get through. Is UDP blocked on the way?', dropPackets],
  ]) {
    test(`is WebSocket instead of WebRTC where ${name}`, async t => {
      if (lack) return t.skip(lack);
      const { page, go, opened, talk, state, status } = await open(t, { transport: 'webrtc' });
      await page.route(CALLS, answer);
      await go();
      await talk.click();
      await status(words);
      await state('listening');
      assert.equal(opened.length, 1);
    });
  }

  test('is WebRTC where no WebSocket gets through; it is opened again when it was lost, and the agent still knows what was said', async t => {
    if (lack) return t.skip(lack);
    const { page, errors, go, talk, state, status, said } = await open(t, { transport: 'websocket' });
    await page.routeWebSocket(/\/v1\/realtime/, socket => socket.close());
    await go();
    await talk.click();
    await status('By WebRTC: no WebSocket got through.');
    await state('listening');
    await page.getByRole('textbox', { name: 'Write to the agent' }).fill('¿Cuál es la capital de Italia?');
    await page.keyboard.press('Enter');
    await said('agent', 'La capital de Italia es Roma.');
    await state('listening');
    await page.evaluate(() => globalThis.channels.at(-1).close());
    await status('Connected again; the conversation goes on.');
    await state('listening');
    const told = await page.evaluate(() => globalThis.sent.filter(({ type }) => type === 'conversation.item.create').map(({ item }) => item.role));
    assert.deepEqual(told, ['user', 'user', 'assistant']);
    assert.deepEqual(errors, []);
  });

  test('is WebSocket on the server\'s own machine if people leave it to the page', async t => {
    const { page, go, opened, talk, state } = await open(t);
    await go();
    await talk.click();
    await state('listening');
    assert.equal(opened.length, 1);
    assert.equal(await page.locator('#transport-note').textContent(), 'This call goes by WebSocket.');
  });
});

/** The server answers, and what the browser sends to it goes nowhere. */
async function dropPackets(route) {
  const response = await route.fetch();
  const sdp = await response.text();
  await route.fulfill({ response, body: sdp.replaceAll(/(a=candidate:\S+ \d+ udp \d+ \S+) \d+/gi, '$1 9') });
}

/** Runs in the page: notes the events of calls, and how loud the agent's track is. */
function watchCalls() {
  Object.assign(globalThis, { sent: [], received: [], channels: [], loudestTrack: 0 });
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...rest) {
    const channel = create.apply(this, rest);
    globalThis.channels.push(channel);
    channel.addEventListener('message', ({ data }) => globalThis.received.push(JSON.parse(data)));
    const send = channel.send;
    channel.send = text => {
      globalThis.sent.push(JSON.parse(text));
      send.call(channel, text);
    };
    return channel;
  };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const context = new AudioContext();
    const meter = new AnalyserNode(context, { fftSize: 8192 });
    context.createMediaStreamSource(this.srcObject).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      globalThis.loudestTrack = Math.max(globalThis.loudestTrack, ...samples.map(Math.abs));
    }, 100);
    return play.call(this);
  };
}
