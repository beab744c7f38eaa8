// The talk page as the tests use it: what is on it, what it went through, and a microphone into which they speak.
import { setTimeout } from 'node:timers/promises';
import { openPage } from '../browser.mjs';

/** An open page with short ways to what the tests look at; it is closed after the test. */
export async function openTalk(t, browser, address, { microphone = false, ...options } = {}) {
  const opened = await openPage(browser, address, options, microphone ? [microphoneOfTheTest, watchStates] : [watchStates]);
  const { page } = opened;
  t.after(async () => {
    if (t.passed === false) t.diagnostic(await page.evaluate(account));
    await opened.close();
  });
  const status = page.getByRole('status');
  return {
    ...opened,
    talk: page.getByRole('button', { name: 'Talk', exact: true }),
    stop: page.getByRole('button', { name: 'Stop', exact: true }),
    status: text => status.filter({ hasText: text }).waitFor(),
    state: name => page.locator(`#stage[data-state="${name}"]`).waitFor(),
    /** The page is in this state, or was since the last one that was asked for: some last no longer than a word. */
    was: name => page.waitForFunction(wanted => {
      const found = globalThis.states.findIndex(({ name }, i) => i >= globalThis.seen && name === wanted);
      if (found >= 0) globalThis.seen = found + 1;
      return found >= 0;
    }, name),
    said: (who, text) => page.locator(`#transcript .${who}`, { hasText: text }).waitFor(),
    question: text => page.locator('#question-list button', { hasText: text }),
    ask: () => page.locator('#question-list button').first().click(),
    /** Resolves when it has been said. */
    say: what => page.evaluate(name => globalThis.say(name), what),
    prepare: text => page.evaluate(words => globalThis.prepare(words), text),
    /** States in their order, each with the words that told it. */
    states: () => page.evaluate(() => globalThis.states),
  };
}

/** Looks again and again; the test's own time ends it. */
export async function until(holds) {
  while (!holds()) await setTimeout(50);
}

/** Runs in the page: what a failed test should tell. */
function account() {
  return [globalThis.states.map(({ name }) => name).join(' '), document.querySelector('main').innerText].join('\n');
}

/** Runs in the page: notes each state, and the words on the screen at that moment. */
function watchStates() {
  globalThis.states = [];
  globalThis.seen = 0;
  document.addEventListener('DOMContentLoaded', () => {
    const stage = document.getElementById('stage');
    if (!stage) return;
    const note = () => {
      const [name, words] = [stage.dataset.state, document.getElementById('state').textContent];
      if (globalThis.states.at(-1)?.name !== name) globalThis.states.push({ name, words });
    };
    new MutationObserver(note).observe(stage, { attributes: true, attributeFilter: ['data-state'] });
  });
}

/** Runs in the page: a microphone into which the test speaks when it likes, `say(url)`, and that it can pull out, `unplug()`. */
export function microphoneOfTheTest() {
  if (!navigator.mediaDevices) return;
  let context, destination;
  let isThere = true;
  const plugIn = () => {
    context ??= new AudioContext({ sampleRate: 48_000 });
    destination = context.createMediaStreamDestination();
    return destination.stream;
  };
  navigator.mediaDevices.getUserMedia = async () => {
    if (!isThere) throw new DOMException('none', 'NotFoundError');
    return plugIn();
  };
  const voices = new Map();
  // The server's own voice says it: a text whose response is long is what an interruption needs on a slow machine.
  globalThis.prepare = text => {
    const request = { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'es', voice: 'linda', input: text, response_format: 'wav' }) };
    voices.set(text, fetch('v1/audio/speech', request).then(response => response.arrayBuffer()));
    return voices.get(text).then(() => {});
  };
  globalThis.say = async name => {
    const bytes = voices.has(name) ? (await voices.get(name)).slice() : await (await fetch(name)).arrayBuffer();
    const buffer = await context.decodeAudioData(bytes);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(destination);
    source.start();
    await new Promise(resolve => { source.onended = resolve; });
  };
  globalThis.unplug = () => {
    isThere = false;
    destination.stream.getAudioTracks()[0].dispatchEvent(new Event('ended'));
  };
  globalThis.plugIn = () => {
    isThere = true;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  };
}
