// The talk page in a real browser, against real engines.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, openPage, startBrowser } from './browser.mjs';
import { startProxy } from './proxy.mjs';
import { recording } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

const RATE = 48_000;
const QUESTIONS = [
  { name: 'Español', language: 'es', question: '¿Cuál es la capital de Italia?', answer: 'La capital de Italia es Roma.' },
  { name: 'Català · Valencià', language: 'ca', question: 'Quina és la capital de França?', answer: 'La capital de França és París.' },
  { name: 'English', language: 'en', question: 'What is the capital of France?', answer: 'The capital of France is Paris.' },
];

describe('the talk page', { skip: noServer || noBrowser, timeout: 300_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', RATE, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  async function open(t, { address = server.page, ...options } = {}) {
    const opened = await openPage(chromium.browser, address, options);
    t.after(opened.close);
    const { page } = opened;
    return {
      ...opened,
      talk: page.getByRole('button', { name: 'Talk' }),
      status: text => page.getByRole('status').filter({ hasText: text }).waitFor(),
      said: (who, text) => page.locator(`#transcript .${who}`, { hasText: text }).waitFor(),
    };
  }

  test('hears a question through the microphone, writes down both sides, plays the answer and shows where the time went', async t => {
    const { page, errors, playedSamples, loudest, talk, status, said } = await open(t);
    await talk.click();
    await said('user', '¿Cuál es la capital de Italia?');
    await said('agent', 'La capital de Italia es Roma.');
    await status('talk over it');
    await status('Speak: I am listening.');
    assert.equal(await page.locator('#transcript li').count(), 2);
    assert.equal(await page.locator('#transcript .agent p').getAttribute('lang'), 'es');
    assert.match(await page.locator('#total').textContent(), /^\d+ ms$/);
    assert.equal(await page.locator('#waterfall li').count(), 5);
    assert.deepEqual(await page.locator('#engines td:first-child').allTextContents(), ['vad', 'stt', 'llm', 'tts']);
    assert.ok(playedSamples() > RATE, `${playedSamples() / RATE} s were played`);
    assert.ok(await loudest() > 0.05, 'the speaker got sound');
    assert.deepEqual(errors, []);
  });

  for (const { name, language, question, answer } of QUESTIONS) {
    test(`asks a recorded question for people without a microphone (${language})`, async t => {
      const { page, errors, loudest, status, said } = await open(t);
      await page.getByRole('radio', { name }).check();
      await page.getByRole('button', { name: 'Try without a microphone' }).click();
      await said('user', question);
      await said('agent', answer);
      await status('That was a recorded question.');
      await page.locator('#timing').waitFor();
      assert.ok(await loudest() > 0.05, 'the speaker got sound');
      assert.deepEqual(errors, []);
    });
  }

  test('falls silent when the user talks over the answer, and strikes out what was not heard', async t => {
    const { page, errors, status } = await open(t);
    await page.evaluate(microphoneOfTheTest);
    await page.getByRole('button', { name: 'Talk' }).click();
    await status('Speak: I am listening.');
    await page.evaluate(url => globalThis.say(url), 'samples/es.wav');
    await status('talk over it');
    await page.evaluate(url => globalThis.say(url), 'samples/es.wav');
    await page.locator('#transcript .agent s', { hasText: /\S/ }).waitFor();
    const said = await page.locator('#transcript .agent:nth-child(2) p').textContent();
    assert.ok('La capital de Italia es Roma.'.startsWith(said), `"${said}" is how far the agent had come`);
    await page.locator('#transcript .user', { hasText: '¿Cuál es la capital de Italia?' }).nth(1).waitFor();
    await page.locator('#transcript .agent:nth-child(4)', { hasText: 'La capital de Italia es Roma.' }).waitFor();
    assert.deepEqual(errors, []);
  });

  test('is worked by the keyboard alone', async t => {
    const { page, errors, status } = await open(t);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await status('Speak: I am listening.');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.keyboard.press('Escape');
    await status('Press Talk, then speak.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: 'Català' }).isChecked());
    assert.deepEqual(errors, []);
  });

  test('says so when the microphone is refused', async t => {
    const { page, talk, status } = await open(t);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await talk.click();
    await status('The microphone was not allowed.');
    await talk.waitFor();
  });

  test('says so when the server goes away, and when it is still away', async t => {
    const proxy = await startProxy(server.page);
    t.after(proxy.stop);
    const { talk, status } = await open(t, { address: `http://${proxy.host}/` });
    await talk.click();
    await status('Speak: I am listening.');
    await proxy.stop();
    await status('The connection was lost.');
    await talk.click();
    await status('The server cannot be reached.');
  });

  test('fits a narrow dark screen', async t => {
    const { page, errors, status } = await open(t, { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Try without a microphone' }).click();
    await status('That was a recorded question.');
    await page.getByText('Engines of this turn').click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    const [paper, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
    assert.ok(brightness(paper) < 50 && brightness(ink) > 200, `${ink} on ${paper}`);
    assert.deepEqual(errors, []);
  });
});

/** Runs in the page: a microphone into which the test speaks when it likes, `say(url)`. */
function microphoneOfTheTest() {
  const context = new AudioContext({ sampleRate: 48_000 });
  const microphone = context.createMediaStreamDestination();
  navigator.mediaDevices.getUserMedia = async () => microphone.stream;
  globalThis.say = async url => {
    const buffer = await context.decodeAudioData(await (await fetch(url)).arrayBuffer());
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(microphone);
    source.start();
  };
}

function brightness(color) {
  const [red, green, blue] = color.match(/[\d.]+/g).map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}
