// The talk page in a real browser, against real engines: whole conversations.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { openTalk } from './page.mjs';

const RATE = 48_000;
const QUESTIONS = [
  { name: 'Español', language: 'es', question: '¿Cuál es la capital de Italia?', answer: 'La capital de Italia es Roma.' },
  { name: 'Valencià', language: 'ca', question: 'Quina és la capital de França?', answer: 'La capital de França és París.' },
  { name: 'English', language: 'en', question: 'What is the capital of France?', answer: 'The capital of France is Paris.' },
];

describe('the talk page', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', RATE, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  const open = (t, options) => openTalk(t, chromium.browser, server.page, options);

  test('hears a question through the microphone, writes down both sides, plays the answer and shows where the time went', async t => {
    const { page, errors, sent, received, playedSamples, loudest, talk, status, state, said } = await open(t);
    await talk.click();
    await said('user', '¿Cuál es la capital de Italia?');
    await said('agent', 'La capital de Italia es Roma.');
    await status('talk over it');
    await state('listening');
    assert.equal(await page.locator('#transcript li').count(), 2);
    assert.equal(await page.locator('#transcript .agent p').getAttribute('lang'), 'es');
    assert.deepEqual(await page.locator('#engines td:first-child').allTextContents(), ['vad', 'stt', 'llm', 'tts']);
    assert.ok(playedSamples() > RATE, `${playedSamples() / RATE} s were played`);
    assert.ok(await loudest() > 0.05, 'the speaker got sound');

    // What was heard, with the server's share beside it; and the wait at the gate is called one.
    const { voice_to_voice_ms: served, last_voiced_audio_ms: voiced, marks_ms: marks } = received.find(({ type }) => type === 'localvoice.turn.timeline');
    assert.ok(voiced > 1500, `the last sound is ${voiced} ms into the recording`);
    await page.getByText('from your last sound until you heard the answer').waitFor();
    const heard = Number.parseInt(await page.locator('#total').textContent());
    assert.ok(heard > served - 25, `${heard} ms heard, ${served} ms in the server`);
    assert.equal(await page.locator('#served').textContent(), `${Math.round(served)} ms of it in the server`);
    const waits = marks.first_audio_ready < marks.decision ? ['Ready, and waiting until you had finished'] : [];
    await page.getByText('· WebSocket: there and back').waitFor();
    assert.deepEqual(await page.locator('#waterfall .nobody .name').allTextContents(),
      ['Making sure you had finished', ...waits, 'On its way to your ear', '· WebSocket: there and back', '· Playing in the browser']);

    // The server learns at once that the user hears, and often how far.
    const positions = sent.filter(({ type }) => type === 'localvoice.playback.position').map(({ sample }) => sample);
    assert.ok(positions[0] > 0 && positions[0] <= RATE / 50, `the first report is at ${positions[0]}`);
    const steps = positions.slice(1).map((position, i) => position - positions[i]);
    assert.ok(Math.max(...steps) <= RATE * 0.08, `${Math.max(...steps)} samples between two reports`);
    assert.deepEqual(errors, []);
  });

  for (const { name, language, question, answer } of QUESTIONS) {
    test(`asks a recorded question for people without a microphone, and they hear it (${language})`, async t => {
      const { page, errors, loudest, status, said, ask, was } = await open(t);
      await page.getByRole('radio', { name }).check();
      await page.locator(`#question-list [lang=${language}]`).first().waitFor();
      await ask();
      await was('hearing');
      assert.ok(await loudest() > 0.05, 'the question is played');
      await said('user', question);
      await said('agent', answer);
      await status('That was a recorded question.');
      await page.locator('#turns').waitFor();
      assert.deepEqual(errors, []);
    });
  }

  test('is worked by the keyboard alone', async t => {
    const { page, errors, talk, stop, status } = await open(t);
    await page.locator('#languages input').first().waitFor();
    await talk.focus();
    await page.keyboard.press('Enter');
    await status('Speak: I am listening.');
    await stop.waitFor();
    await page.keyboard.press('Escape');
    await status('Press Talk, then speak.');
    for (let tabs = 0; tabs < 9 && await page.locator('#languages :focus').count() === 0; tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.locator('#languages input:checked').count(), 1);
    assert.ok(!await page.getByRole('radio', { name: 'Español' }).isChecked());
    assert.deepEqual(errors, []);
  });
});
