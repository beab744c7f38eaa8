// The stock agent of npm's "@openai/agents-realtime" in a browser, over WebRTC, with one address changed and a client secret of ours.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { noBrowser, openPage, startBrowser } from '../browser.mjs';
import { startScriptedModel } from '../clients/scripted-model.mjs';
import { Taken } from '../clients/taken.mjs';
import { ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON } from '../clients/words.mjs';
import { microphoneOfTheTest } from '../page/page.mjs';
import { noOwnServer, startServer } from '../server.mjs';
import { noCalls } from './no-calls.mjs';
import { ASKS_FOR_A_STORY, tellsAStory } from './story.mjs';

const file = url => fileURLToPath(new URL(url, import.meta.url));
const bundle = file('../node_modules/@openai/agents-realtime/dist/bundle');
const recordings = file('../../LocalVoice.Testing/Audio');

describe('a stock agent by WebRTC', { skip: noOwnServer || noBrowser, timeout: 180_000 }, () => {
  let server, model, lack, chromium;
  before(async () => {
    model = await startScriptedModel(tellsAStory);
    server = await startServer(...model.settings);
    lack = await noCalls(server.page);
    if (!lack) chromium = await startBrowser(new Int16Array(48_000));
  });
  after(async () => {
    await chromium?.stop();
    await server?.stop();
    await model?.stop();
  });

  /** An agent whose call is under way. */
  async function open(t) {
    const taken = new Taken();
    const { page, close } = await openPage(chromium.browser, 'about:blank', {}, [microphoneOfTheTest]);
    t.after(close);
    await page.exposeFunction('take', taken.take);
    const from = folder => route => route.fulfill({ path: join(folder, basename(route.request().url())) });
    await page.route(`${server.page}agents-page.html`, route => route.fulfill({ path: file('agents-page.html') }));
    await page.route(`${server.page}agents/*`, from(bundle));
    await page.route(`${server.page}recordings/*`, from(recordings));
    await page.goto(`${server.page}agents-page.html`);
    const secret = await fetch(`${server.page}v1/realtime/client_secrets`, { method: 'POST' });
    const { value: key } = await secret.json();
    await page.evaluate(given => globalThis.open(given), { calls: `${server.page}v1/realtime/calls?model=scripted`, key, light: LIGHT });
    return { page, taken, say: ({ name }) => page.evaluate(url => globalThis.say(url), `recordings/${name}.wav`) };
  }

  test('asks by voice, has its tool called, is interrupted, and interrupts', async t => {
    if (lack) return t.skip(lack);
    const { page, taken, say } = await open(t);
    const says = (...words) => taken.next('history', ({ history }) => JSON.stringify(words) === JSON.stringify(history
      .filter(item => item.type === 'message').map(({ content }) => content[0]?.transcript ?? content[0]?.text)));
    assert.match(await page.evaluate(() => globalThis.agent.transport.callId), /^rtc_/);

    await say(ITALY);
    await says(ITALY.text, LIGHT_IS_ON);
    assert.deepEqual(await page.evaluate(() => globalThis.agent.calls), [LIGHT_ON]);
    await taken.next('output_audio_buffer.started');
    await taken.next('output_audio_buffer.stopped');

    await page.evaluate(text => globalThis.agent.session.sendMessage(text), ASKS_FOR_A_STORY);
    await taken.next('output_audio_buffer.started');
    await say(ITALY);
    await taken.next('output_audio_buffer.cleared');
    const { audio_end_ms } = await taken.next('conversation.item.truncated');
    assert.ok(audio_end_ms > 300 && audio_end_ms < 6000, `${audio_end_ms} ms of the story were heard`);

    await taken.next('output_audio_buffer.started');
    await taken.next('output_audio_buffer.stopped');
    await page.evaluate(text => globalThis.agent.session.sendMessage(text), ASKS_FOR_A_STORY);
    const { response_id } = await taken.next('output_audio_buffer.started');
    await page.evaluate(() => globalThis.agent.session.interrupt());
    await taken.next('output_audio_buffer.cleared', cleared => cleared.response_id === response_id);

    await page.evaluate(() => globalThis.agent.session.close());
    assert.deepEqual(await page.evaluate(() => globalThis.agent.errors), []);
  });
});
