// Whoever talks WebRTC to OpenAI, with one address changed: real peers call a real server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, startBrowser } from '../browser.mjs';
import { faultsOfAll } from '../clients/schemas.mjs';
import { startScriptedModel } from '../clients/scripted-model.mjs';
import { ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON } from '../clients/words.mjs';
import { noOwnServer, startServer } from '../server.mjs';
import { callers } from './callers.mjs';
import { noCalls } from './no-calls.mjs';
import { ASKS_FOR_A_STORY, tellsAStory } from './story.mjs';

const heard = 'conversation.item.input_audio_transcription.completed';

describe('by WebRTC', { skip: noOwnServer, timeout: 300_000 }, () => {
  let server, model, lack, browser, stopBrowser;
  before(async () => {
    model = await startScriptedModel(tellsAStory);
    server = await startServer(...model.settings);
    lack = await noCalls(server.page);
    if (!lack && !noBrowser) ({ browser, stop: stopBrowser } = await startBrowser(new Int16Array(48_000)));
  });
  after(async () => {
    await stopBrowser?.();
    await server?.stop();
    await model?.stop();
  });

  for (const [name, { lack: missing, call }] of Object.entries(callers)) {
    test(`${name} asks by voice, has a function called, and interrupts`, { skip: missing }, async t => {
      if (lack) return t.skip(lack);
      const caller = await call(t, server, 'scripted', { browser });
      const { taken, send, say } = caller;
      await taken.next('session.created');
      await send({
        type: 'session.update',
        session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } }, tools: [{ type: 'function', ...LIGHT }] },
      });
      await taken.next('session.updated');

      await say(ITALY);
      assert.equal((await taken.next(heard)).transcript.trim(), ITALY.text);
      const [called] = (await taken.next('response.done')).response.output;
      assert.deepEqual([called.name, JSON.parse(called.arguments)], [LIGHT.name, LIGHT_ON]);
      await send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id: called.call_id, output: 'done' } });
      await send({ type: 'response.create' });
      const { response_id } = await taken.next('output_audio_buffer.started');
      assert.equal((await taken.next('response.output_audio_transcript.done')).transcript, LIGHT_IS_ON);
      assert.equal((await taken.next('output_audio_buffer.stopped')).response_id, response_id);
      await caller.hears();

      await send({ type: 'session.update', session: { type: 'realtime', tools: [] } });
      await send({
        type: 'conversation.item.create',
        item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: ASKS_FOR_A_STORY }] },
      });
      await send({ type: 'response.create' });
      const story = await taken.next('output_audio_buffer.started');
      await say(ITALY);
      assert.equal((await taken.next('output_audio_buffer.cleared')).response_id, story.response_id);
      const { audio_end_ms } = await taken.next('conversation.item.truncated');
      assert.ok(audio_end_ms > 300 && audio_end_ms < 6000, `${audio_end_ms} ms of the story were heard`);
      await taken.next('response.output_audio_transcript.done', ({ transcript }) => transcript === 'De acuerdo.');
      await taken.next('output_audio_buffer.stopped', ({ response_id: stopped }) => stopped !== response_id);
      const seconds = await caller.hangUp();
      assert.ok(seconds > 2 && seconds < 10, `${seconds} s of sound were heard, of which the story is more than twenty`);

      const types = new Set(taken.all.map(({ type }) => type));
      assert.deepEqual([...types].filter(type => type.startsWith('localvoice.') || type === 'response.output_audio.delta'), []);
      assert.deepEqual(faultsOfAll(taken.all), []);
    });
  }
});
