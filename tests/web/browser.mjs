// Chromium, whose microphone is a recording.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { waveFile } from './recording.mjs';

const program = process.env.CHROMIUM || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

// A machine that does much else still gets there.
const PATIENCE_MS = 60_000;

/** Why no browser can be had, or false. */
export const noBrowser = program ? false : 'no Chromium on this machine (Debian: apt-get install chromium; or CHROMIUM=/path/to/it)';

/**
 * A browser whose microphone hears these 48 kHz samples once, and then silence; `more` are further arguments of the program. `speaker`:
 * the environment of a sound server (sound.mjs) that it plays to; without one, its speaker is of its own making.
 */
export async function startBrowser(heard, more = [], { speaker } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'localvoice-browser-'));
  const microphone = join(folder, 'microphone.wav');
  writeFileSync(microphone, waveFile(heard, 48_000));
  const browser = await chromium.launch({
    ...(speaker && { env: { ...process.env, ...speaker }, ignoreDefaultArgs: ['--mute-audio'] }),
    executablePath: program,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...(speaker ? [] : ['--disable-audio-output']),
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
      ...more,
    ],
  });
  const stop = async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  };
  return { browser, stop };
}

/**
 * An open talk page: what it wrote to its console as errors, what it sent and got, how far its voice was played, and how loud it was.
 * `scripts` run in it before its own.
 */
export async function openPage(browser, address, options = {}, scripts = []) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const [errors, sent, received] = [[], [], []];
  const note = list => ({ payload }) => typeof payload === 'string' && list.push(JSON.parse(payload));
  page.on('console', message => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', error => errors.push(String(error)));
  page.on('websocket', socket => socket.on('framesent', note(sent)).on('framereceived', note(received)));
  for (const script of [listenAtTheSpeaker, ...scripts]) await page.addInitScript(script);
  await page.goto(address);
  return {
    page, errors, sent, received,
    playedSamples: () => Math.max(0, ...sent.filter(event => event.type === 'localvoice.playback.position').map(event => event.sample)),
    loudest: () => page.evaluate(() => globalThis.loudest),
    close: () => context.close(),
  };
}

/** Runs in the page: whatever is connected to the speaker is also measured. */
function listenAtTheSpeaker() {
  globalThis.loudest = 0;
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode) {
      const meter = new AnalyserNode(this.context, { fftSize: 8192 });
      const samples = new Float32Array(meter.fftSize);
      connect.call(this, meter);
      setInterval(() => {
        meter.getFloatTimeDomainData(samples);
        globalThis.loudest = Math.max(globalThis.loudest, ...samples.map(Math.abs));
      }, 100);
    }
    return connect.call(this, target, ...rest);
  };
}
