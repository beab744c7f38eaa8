// Who calls by WebRTC in the tests: a page in Chromium, Debian's aiortc and npm's werift, all used in one way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noBrowser } from '../browser.mjs';
import { Taken } from '../clients/taken.mjs';
import { readWave, recording, secondsOfSound, waveFile } from '../recording.mjs';
import { callFromPage } from './call-page.mjs';
import { noAiortc, startPeer } from './peers.mjs';

const RATE = 48_000;

/**
 * By name: what the machine lacks for it, and how it calls. A call `send`s events, has `taken` what the server sent, `say`s a recorded
 * question, tells when it `hears` the agent, and ends with `hangUp`, which resolves to the seconds of sound that it heard.
 */
export const callers = {
  Chromium: { lack: noBrowser, call: callFromChromium },
  aiortc: { lack: noAiortc, call: (t, server, model) => callFromPeer(t, 'aiortc', server, model) },
  werift: { lack: false, call: (t, server, model) => callFromPeer(t, 'werift', server, model) },
};

async function callFromChromium(t, server, model, { browser }) {
  const taken = new Taken();
  const call = await callFromPage(t, browser, server.page, { model, take: taken.take });
  return {
    taken,
    send: call.send,
    say: words => call.say(words.name),
    hears: call.hears,
    hangUp: async () => {
      await call.hangUp();
      if (call.errors.length > 0) throw new Error(call.errors.join('\n'));
      return call.secondsHeard();
    },
  };
}

async function callFromPeer(t, name, server, model) {
  const folder = mkdtempSync(join(tmpdir(), 'localvoice-caller-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const heard = join(folder, 'heard.wav');
  const peer = startPeer(t, name, '--url', `${server.page}v1/realtime/calls?model=${model}`, '--record', heard);
  const taken = new Taken();
  peer.onLine(({ event, error }) => {
    if (event) taken.take(event);
    if (error) taken.fail(new Error(peer.account()));
  });
  await peer.next(({ state }) => state === 'channel open');
  return {
    taken,
    send: event => peer.say({ send: event }),
    say: words => {
      const file = join(folder, `${words.name}.wav`);
      writeFileSync(file, waveFile(recording(words.name, RATE, { before: 0.3 }), RATE));
      peer.say({ play: file });
    },
    hears: () => peer.next(({ state }) => state === 'heard'),
    hangUp: async () => {
      peer.say({ hangup: true });
      const { status } = await peer.ended();
      if (status !== 0) throw new Error(peer.account());
      const { samples } = readWave(heard);
      return secondsOfSound(samples, RATE);
    },
  };
}
