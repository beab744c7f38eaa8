// The page works where people are: whatever the operator allows, and whatever is missing, has its words.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { startProxy } from '../proxy.mjs';
import { recording } from '../recording.mjs';
import { noOwnServer, noServer, startServer } from '../server.mjs';
import { openTalk } from './page.mjs';

const heard = () => recording('es-capital-of-italy', 48_000, { before: 1.5, after: 20 });

describe('the talk page, where something is missing', { skip: noServer || noBrowser, timeout: 900_000 }, () => {
  let server, chromium;
  before(async () => {
    server = await startServer();
    chromium = await startBrowser(heard());
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
  });

  const open = (t, options = {}) => openTalk(t, chromium.browser, options.address ?? server.page, options);

  test('says that the browser asks for the microphone, and can be stopped meanwhile', async t => {
    const { page, errors, talk, stop, status } = await open(t);
    await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => new Promise(() => {}); });
    await talk.click();
    await status('Your browser asks for the microphone');
    await stop.click();
    await status('Press Talk, then speak.');
    assert.deepEqual(errors, []);
  });

  for (const [name, words] of [['NotAllowedError', 'The microphone was not allowed.'], ['NotFoundError', 'No microphone was found.'],
    ['NotReadableError', 'The microphone could not be opened']]) {
    test(`says so when the microphone fails with ${name}, and people can write`, async t => {
      const { page, talk, status, said } = await open(t);
      await page.evaluate(error => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', error)); }, name);
      await talk.click();
      await status(words);
      await talk.waitFor();
      if (name !== 'NotFoundError') return;
      await page.getByRole('textbox', { name: 'Write to the agent' }).fill('¿Cuál es la capital de Italia?');
      await page.keyboard.press('Enter');
      await said('agent', 'La capital de Italia es Roma.');
    });
  }

  test('says that there is no speaker, and goes on in writing', async t => {
    const { page, errors, status, said, ask } = await open(t);
    await page.evaluate(noSpeaker);
    await page.locator('#question-list button').first().waitFor();
    await ask();
    await status('There is no speaker that works');
    await said('agent', 'La capital de Italia es Roma.');
    assert.deepEqual(errors, []);
  });

  test('says so when the server refuses a choice that it offered before, and goes on without it', async t => {
    const { page, errors, status, said, ask } = await open(t);
    await page.route('**/v1/models', async route => {
      const response = await route.fetch();
      const models = await response.json();
      for (const { localvoice } of models.data) [localvoice.stages.llm, localvoice.overrides] = [['local', 'gone'], ['stages']];
      await route.fulfill({ response, json: models });
    });
    await page.reload();
    await page.getByText('Settings').click();
    await page.getByLabel('Thinks by').selectOption('gone');
    await ask();
    await status('The server did not take all that you have chosen');
    await said('agent', 'La capital de Italia es Roma.');
    assert.deepEqual(errors, []);
  });

  test('talks in one tab at a time', async t => {
    const { page, talk, state, status } = await open(t);
    await talk.click();
    await state('listening');
    const other = await page.context().newPage();
    await other.goto(server.page);
    await other.getByRole('button', { name: 'Talk', exact: true }).click();
    await other.locator('#stage[data-state=listening]').waitFor();
    await status('You went on in another tab of this browser.');
    await state('idle');
  });

  test('goes on in a new session when the connection was lost, and the agent still knows what was said', async t => {
    const proxy = await startProxy(server.page);
    t.after(proxy.stop);
    const { page, errors, sent, received, talk, state, status, say, said } = await open(t, { microphone: true, address: `http://${proxy.host}/` });
    await talk.click();
    await state('listening');
    await say('samples/es.wav');
    await said('agent', 'La capital de Italia es Roma.');
    await state('listening');
    proxy.cut();
    await status('Connected again; the conversation goes on.');
    await state('listening');
    assert.equal(received.filter(({ type }) => type === 'session.created').length, 2);
    // Before the session is as people have chosen it: a profile's greeting would be said then.
    const types = sent.map(({ type }) => type);
    assert.ok(types.indexOf('conversation.item.create') < types.lastIndexOf('session.update'), types.join(' '));
    const told = sent.filter(({ type }) => type === 'conversation.item.create').map(({ item }) => [item.role, item.content[0].text]);
    assert.deepEqual(told, [['user', '¿Cuál es la capital de Italia?'], ['assistant', 'La capital de Italia es Roma.']]);
    await say('samples/es.wav');
    await page.locator('#transcript .agent').nth(1).waitFor();
    assert.deepEqual(errors.filter(error => !error.includes('WebSocket')), []);
  });

  test('says so when the server goes away for good, and when it is still away', async t => {
    const proxy = await startProxy(server.page);
    t.after(proxy.stop);
    const { page, talk, state, status } = await open(t, { address: `http://${proxy.host}/` });
    await talk.click();
    await state('listening');
    await proxy.stop();
    await status('The connection was lost. Connecting again…');
    // It tries again for a quarter of a minute, which need not be waited for.
    await page.clock.install();
    while (!await page.getByText('Is the server still running?').isVisible()) await page.clock.fastForward(8000);
    await talk.click();
    await status('The server cannot be reached');
  });
});

describe('the talk page, on a server with its own profiles', { skip: noOwnServer || noBrowser, timeout: 900_000 }, () => {
  test('offers what the operator offers, and no more', async t => {
    const server = await startServer('--LocalVoice:AllowedOverrides=', '--LocalVoice:DefaultProfile=en',
      '--LocalVoice:Profiles:shop:Language=es', '--LocalVoice:Profiles:shop:Voice=linda', '--LocalVoice:Profiles:shop:Greeting=Buenos días.');
    t.after(server.stop);
    const chromium = await startBrowser(heard());
    t.after(chromium.stop);
    const { page, errors, sent, received, status, said, ask } = await openTalk(t, chromium.browser, server.page);
    await page.getByRole('radio', { name: 'English' }).waitFor();
    assert.ok(await page.getByRole('radio', { name: 'English' }).isChecked(), 'the default profile is the one of the page');
    await ask();
    await said('agent', 'The capital of France is Paris.');
    await status('That was a recorded question.');
    await page.getByText('Settings').click();
    assert.deepEqual(await page.locator('#profile option').allTextContents(), ['en', 'ca', 'es', 'shop']);
    for (const stage of ['stt', 'llm', 'tts']) assert.ok(await page.locator(`#${stage}`).isHidden(), `${stage} is the operator's`);
    await page.getByLabel('Profile').selectOption('shop');
    await page.getByLabel('Voice').selectOption('vega');
    await page.locator('#question-list [lang=es]').first().waitFor();
    await ask();
    await said('agent', 'La capital de Italia es Roma.');
    assert.deepEqual(received.filter(({ type }) => type === 'session.created').map(({ session }) => session.localvoice.profile), ['en', 'shop']);
    assert.equal(received.filter(({ type }) => type === 'session.updated').at(-1).session.audio.output.voice, 'vega');
    // Whoever goes on with a conversation is not greeted amid it.
    assert.deepEqual(await page.locator('#transcript .agent p').allTextContents(), ['The capital of France is Paris.', 'La capital de Italia es Roma.']);
    assert.ok(sent.filter(({ type }) => type === 'session.update').every(({ session }) => session.localvoice === undefined));
    assert.deepEqual(errors, []);
  });

  test('lets people choose a backend for each stage where the operator offers some', async t => {
    const server = await startServer('--LocalVoice:AllowedOverrides=stages,language', '--LocalVoice:AirGapped=false',
      '--LocalVoice:OfferedStages:Llm=desk', '--LocalVoice:Backends:Llm:desk:Kind=openai', '--LocalVoice:Backends:Llm:desk:Service=desk',
      '--LocalVoice:Backends:Llm:desk:Url=http://127.0.0.1:9/v1', '--LocalVoice:Backends:Llm:desk:Model=none');
    t.after(server.stop);
    const chromium = await startBrowser(heard());
    t.after(chromium.stop);
    const { page, errors, received, state, status, ask } = await openTalk(t, chromium.browser, server.page);
    await page.getByText('Settings').click();
    await page.getByLabel('Thinks by').selectOption('desk');
    assert.ok(await page.locator('#stt').isHidden());
    await ask();
    await status('No answer:');
    await state('idle');
    await status('No answer:');
    assert.deepEqual(received.find(({ type }) => type === 'session.updated').session.localvoice.stages, { stt: 'local', llm: 'desk', tts: 'local' });
    assert.deepEqual(errors, []);
  });
});

/** Runs in the page: an audio context starts only where its sound goes nowhere. */
function noSpeaker() {
  const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state').get;
  const silent = new WeakSet();
  Object.defineProperty(BaseAudioContext.prototype, 'state', {
    get() { return this instanceof AudioContext && !silent.has(this) ? 'suspended' : state.call(this); },
  });
  AudioContext.prototype.setSinkId = async function () { silent.add(this); };
}
