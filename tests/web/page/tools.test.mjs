// What the page has beside the button: writing, holding to talk, the transcript, the last turns, the events, the devices.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { recording } from '../recording.mjs';
import { noServer, startServer } from '../server.mjs';
import { openTalk } from './page.mjs';

const ITALY = '¿Cuál es la capital de Italia?';
const ROME = 'La capital de Italia es Roma.';

describe('on the talk page', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 }));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  const open = (t, options) => openTalk(t, chromium.browser, server.page, options);
  const write = async (page, text) => {
    await page.getByRole('textbox', { name: 'Write to the agent' }).fill(text);
    await page.keyboard.press('Enter');
  };

  test('people write, without a microphone, and are answered aloud and in writing', async t => {
    const { page, errors, loudest, state, status, said } = await open(t);
    await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => { throw new Error('nobody asked for it'); }; });
    await write(page, ITALY);
    await said('user', ITALY);
    await said('agent', ROME);
    await state('writing');
    await status('Write below');
    assert.ok(await loudest() > 0.05, 'the speaker got sound');
    assert.deepEqual(errors, []);
  });

  test('what people write interrupts what the agent says', async t => {
    const { page, errors, received, state, said, was } = await open(t);
    await write(page, 'Cuéntame una historia.');
    await was('speaking');
    await write(page, ITALY);
    await said('agent', ROME);
    await state('writing');
    assert.equal(received.filter(({ type }) => type === 'response.done')[0].response.status, 'cancelled');
    await page.locator('#transcript .agent s', { hasText: /\S/ }).waitFor();
    assert.deepEqual(errors, []);
  });

  test('people hold the space bar to talk, and nothing is sent meanwhile', async t => {
    const { page, errors, sent, talk, state, say, said, states, was } = await open(t, { microphone: true });
    await page.getByText('Settings').click();
    await page.getByLabel('Hold the space bar to talk').check();
    await talk.click();
    await state('ready');
    await say('samples/en.wav');
    await page.locator('h1').click();
    await page.keyboard.down('Space');
    await was('hearing');
    await say('samples/es.wav');
    await page.keyboard.up('Space');
    await said('user', ITALY);
    await said('agent', ROME);
    await state('ready');
    assert.equal(await page.locator('#transcript li').count(), 2);
    assert.deepEqual(sent.filter(({ type }) => /commit|response.create/.test(type)).map(({ type }) => type),
      ['input_audio_buffer.commit', 'response.create']);
    // With the mouse, too; and a field keeps its spaces.
    const hold = page.getByRole('button', { name: 'Hold to talk' });
    await hold.hover();
    await page.mouse.down();
    await was('hearing');
    await page.mouse.up();
    await state('ready');
    await page.getByRole('textbox', { name: 'Write to the agent' }).pressSequentially('a b');
    assert.equal(await page.getByRole('textbox', { name: 'Write to the agent' }).inputValue(), 'a b');
    assert.ok((await states()).every(({ name }) => name !== 'listening'));
    assert.deepEqual(errors, []);
  });

  test('the transcript is copied and downloaded, and a new conversation knows nothing of it', async t => {
    const { page, errors, sent, said, state } = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
    await write(page, ITALY);
    await said('agent', ROME);
    await state('writing');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `You: ${ITALY}\nAgent: ${ROME}`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
    assert.match(file.suggestedFilename(), /^localvoice-transcript-.+\.txt$/);
    assert.equal(readFileSync(await file.path(), 'utf8'), `You: ${ITALY}\nAgent: ${ROME}`);
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.locator('#transcript:empty').waitFor({ state: 'attached' });
    await state('writing');
    const before = sent.filter(({ type }) => type === 'conversation.item.create').length;
    await write(page, ITALY);
    await said('agent', ROME);
    assert.deepEqual([before, sent.filter(({ type }) => type === 'conversation.item.create').length], [1, 2]);
    assert.deepEqual(errors, []);
  });

  test('the last turns are kept, with where the time of each went, and exported', async t => {
    const { page, errors, received, talk, state, say } = await open(t, { microphone: true });
    await talk.click();
    await state('listening');
    for (const turns of [1, 2]) {
      await say('samples/es.wav');
      await page.locator('#strip button').nth(turns - 1).waitFor();
      await state('listening');
    }
    const served = received.filter(({ type }) => type === 'localvoice.turn.timeline').map(turn => Math.round(turn.voice_to_voice_ms));
    assert.match(await page.locator('#figures').textContent(), /^Turns: 2\. Half of them within \d+ ms, 95 % within \d+ ms\.$/);
    for (const turn of [0, 1]) {
      await page.locator('#strip button').nth(turn).click();
      assert.equal(await page.locator('#strip [aria-pressed=true]').count(), 1);
      assert.equal(await page.locator('#served').textContent(), `${served[turn]} ms of it in the server`);
    }
    await page.getByText('Compared with others').click();
    await page.getByText('OpenAI Realtime (WebRTC)').waitFor();
    assert.deepEqual(await page.locator('#comparison .ms').allTextContents().then(all => all.slice(1)), ['700–1400 ms', '2750 ms', '1300 ms']);
    const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export JSON' }).click()]);
    const exported = JSON.parse(readFileSync(await json.path(), 'utf8'));
    assert.equal(exported.turns.length, 2);
    assert.ok(exported.p50_ms <= exported.p95_ms && exported.turns.every(turn => turn.heard_ms > 0 && turn.marks_ms.decision > 0));
    assert.deepEqual(exported.turns[0].engines.map(({ stage }) => stage), ['vad', 'stt', 'llm', 'tts']);
    assert.doesNotMatch(JSON.stringify(exported), /Italia/);
    const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export PNG' }).click()]);
    assert.equal(readFileSync(await png.path()).subarray(1, 4).toString(), 'PNG');
    assert.deepEqual(errors, []);
  });

  test('the events are listed for those who write a client, filtered, and copied', async t => {
    const { page, errors, received, said, state } = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByText('Events, for those who write a client').click();
    await write(page, ITALY);
    await said('agent', ROME);
    await state('writing');
    const types = page.locator('#log-list code');
    await types.filter({ hasText: 'session.created' }).waitFor();
    await types.filter({ hasText: /^localvoice\.playback\.position × \d+$/ }).first().waitFor();
    await page.getByRole('searchbox', { name: 'Show events with…' }).fill('response.done');
    await types.filter({ hasText: 'session.created' }).waitFor({ state: 'hidden' });
    assert.deepEqual(await types.allTextContents(), ['response.done']);
    await types.click();
    await page.getByRole('button', { name: 'Copy this event' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual(copied, received.find(({ type }) => type === 'response.done'));
    assert.deepEqual(errors, []);
  });

  test('devices and their treatment are chosen, within a call and remembered after it', async t => {
    const { page, errors, talk, stop, state } = await open(t, { permissions: ['microphone'] });
    await page.evaluate(noteMicrophones);
    await page.getByText('Settings').click();
    await page.getByRole('button', { name: 'Check the microphone' }).click();
    await page.waitForFunction(() => document.getElementById('level').value > 0.1);
    await page.getByLabel('Microphone', { exact: true }).locator('option').nth(1).waitFor({ state: 'attached' });
    await talk.click();
    await state('listening');
    await page.getByLabel('Echo cancellation').uncheck();
    await page.waitForFunction(() => globalThis.asked.length === 3);
    const [second] = await page.getByLabel('Microphone', { exact: true }).locator('option').evaluateAll(all => all.slice(1).map(({ value }) => value));
    await page.getByLabel('Microphone', { exact: true }).selectOption(second);
    await page.waitForFunction(() => globalThis.asked.length === 4);
    const asked = await page.evaluate(() => globalThis.asked);
    assert.deepEqual(asked.map(({ echoCancellation }) => echoCancellation), [true, true, false, false]);
    assert.deepEqual(asked.at(-1).deviceId, { ideal: second });
    await state('listening');
    await stop.click();
    await page.reload();
    await page.getByText('Settings').click();
    assert.ok(!await page.getByLabel('Echo cancellation').isChecked() && await page.getByLabel('Noise suppression').isChecked());
    assert.deepEqual(errors, []);
  });

  test('the volume is that of the speaker', async t => {
    const { page, errors, loudest, said, state } = await open(t);
    await page.getByText('Settings').click();
    await page.getByLabel('Volume').fill('0');
    await write(page, ITALY);
    await said('agent', ROME);
    await state('writing');
    assert.equal(await loudest(), 0);
    assert.deepEqual(errors, []);
  });
});

/** Runs in the page: what is asked of the browser's microphones. */
function noteMicrophones() {
  globalThis.asked = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = constraints => {
    globalThis.asked.push(constraints.audio);
    return open(constraints);
  };
}
