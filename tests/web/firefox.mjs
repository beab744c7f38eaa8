// Firefox, by WebDriver BiDi, which it speaks itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setInterval, setTimeout } from 'node:timers/promises';
import WebSocket from 'ws';

const program = process.env.FIREFOX || ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);

/** Why no Firefox can be had, or false. */
export const noFirefox = program ? false : 'no Firefox on this machine (Debian: apt-get install firefox-esr; or FIREFOX=/path/to/it)';

// A microphone of its own making that nobody has to allow; and it reaches nobody by itself.
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'app.normandy.enabled': false,
  'browser.region.network.url': '',
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.server': 'data:,',
};

const WINDOWS = 5;
const LOOKS_EVERY_MS = 1_000;
const RESPONDS_WITHIN_MS = 6_000;

/**
 * Tells a story in a window that shows this address: `run` calls a function in it, as if a person had done so; `errors` is what it
 * complained of. Firefox may wait for its sound server for ever (mozilla/cubeb-pulse-rs#104), and its page with it: then in another one.
 */
export async function inFirefox(address, speaker, story) {
  for (let windows = 1; ; windows++) {
    const firefox = await openFirefox(address, speaker);
    const told = new AbortController();
    try {
      return await Promise.race([story(firefox), hung(firefox, told.signal)]);
    } catch (error) {
      if (!(error instanceof Hung) || windows === WINDOWS) throw error;
      console.log(`${error.message} Once more, in another.`);
    } finally {
      told.abort();
      await firefox.stop();
    }
  }
}

class Hung extends Error {}

// Rejects once the page runs nothing any more.
async function hung({ run }, signal) {
  for await (const _ of setInterval(LOOKS_EVERY_MS, null, { signal })) {
    const late = setTimeout(RESPONDS_WITHIN_MS, 'late', { signal });
    if (await Promise.race([run(() => 'here'), late]) === 'late') throw new Hung('Firefox runs nothing any more.');
  }
}

async function openFirefox(address, speaker) {
  const profile = mkdtempSync(join(tmpdir(), 'localvoice-firefox-'));
  const preferences = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), preferences.join('\n'));
  const firefox = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'],
    { env: { ...process.env, ...speaker, HOME: profile }, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(firefox, 'exit');
  const stop = async () => {
    firefox.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    const session = await connect(await listensOn(firefox));
    const errors = [];
    session.on('log.entryAdded', ({ level, text }) => level === 'error' && errors.push(text));
    await session.send('session.new', { capabilities: {} });
    await session.send('session.subscribe', { events: ['log.entryAdded'] });
    const { contexts: [{ context }] } = await session.send('browsingContext.getTree', {});
    await session.send('browsingContext.navigate', { context, url: address, wait: 'complete' });
    const run = async (action, ...values) => {
      const { result, exceptionDetails } = await session.send('script.callFunction', {
        functionDeclaration: String(action), arguments: values.map(value => ({ type: 'string', value })),
        target: { context }, awaitPromise: true, userActivation: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value;
    };
    return { run, errors, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listensOn(firefox) {
  const said = [];
  return new Promise((resolve, reject) => {
    createInterface({ input: firefox.stderr }).on('line', line => {
      said.push(line);
      const [, address] = line.match(/WebDriver BiDi listening on (ws:\S+)/) ?? [];
      if (address) resolve(address);
    }).on('close', () => reject(new Error(`Firefox ended.\n${said.join('\n')}`)));
  });
}

async function connect(address) {
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const waiting = new Map();
  const listeners = new Map();
  socket.on('message', data => {
    const { id, type, method, params, result, error, message } = JSON.parse(data);
    if (type === 'event') return listeners.get(method)?.(params);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') reject(new Error(`${error}: ${message}`));
    else resolve(result);
  });
  let last = 0;
  return {
    on: (method, listener) => listeners.set(method, listener),
    send: (method, params) => new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    }),
  };
}
