// The Realtime client of npm's "openai", unchanged. It speaks only wss, so TLS is put in front of the server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before } from 'node:test';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { noOpenSsl, startTlsProxy } from '../proxy.mjs';
import { secondsOfSound } from '../recording.mjs';
import { noOwnServer, noServer, startServer } from '../server.mjs';
import { decodeMuLaw, encodeMuLaw } from './g711.mjs';
import { openMicrophone } from './microphone.mjs';
import { faultsOfAll } from './schemas.mjs';
import { startScriptedModel, wordsOf } from './scripted-model.mjs';
import { table } from './table.mjs';
import { Taken } from './taken.mjs';
import {
  assertInterrupted, base64, callsTheLight, hearOut, ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON, RATE, secondsHeard, spoken, STORY, TABLE,
  voiceOf,
} from './words.mjs';

const TRANSCRIBED = { audio: { input: { transcription: { model: 'whisper-1', language: 'es' } } } };
const heard = 'conversation.item.input_audio_transcription.completed';
const everything = [];
let server, proxy, model, client;

/** A connected client, everything that it takes, and ways to send. */
async function open(t, { session, ...target } = { model: 'gpt-realtime' }) {
  const realtime = new OpenAIRealtimeWS({ ...target, options: { ca: proxy.certificate } }, client);
  const taken = new Taken();
  realtime.on('event', event => {
    taken.take(event);
    everything.push(event);
  });
  realtime.on('error', error => error.error?.event_id || taken.fail(error));
  const send = (type, fields = {}) => realtime.send({ type, ...fields });
  const append = samples => send('input_audio_buffer.append', { audio: base64(samples) });
  t.after(async () => {
    if (realtime.socket.readyState === realtime.socket.CLOSED) return;
    realtime.close();
    await once(realtime.socket, 'close');
  });
  const created = await taken.next('session.created');
  const update = async changes => {
    send('session.update', { session: { type: created.session.type, ...changes } });
    return (await taken.next('session.updated')).session;
  };
  if (session) await update(session);
  return { taken, send, append, update, created };
}

function speakInto(t, { append }, rate = RATE) {
  const microphone = openMicrophone(rate, append);
  t.after(microphone.close);
  return microphone;
}

const says = text => ({ item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });
const transcriptOf = ({ response }) => response.output[0].content[0].transcript;

table('npm openai', {
  skip: noServer || noOpenSsl(),
  setUp() {
    before(async () => {
      model = await startScriptedModel(callsTheLight);
      server = await startServer(...model.settings);
      proxy = await startTlsProxy(server.realtime);
      client = new OpenAI({ apiKey: 'none', baseURL: `https://${proxy.host}/v1` });
    });
    after(async () => {
      await proxy?.stop();
      await server?.stop();
      await model?.stop();
    });
  },
  cells: {
    async connect(t) {
      const { created } = await open(t);
      assert.equal(created.session.object, 'realtime.session');
      assert.equal(created.session.audio.input.turn_detection.type, 'server_vad');
    },

    async update(t) {
      const { update, created } = await open(t);
      const turn_detection = { type: 'semantic_vad', eagerness: 'high' };
      const session = await update({ instructions: 'Grita.', audio: { input: { turn_detection } } });
      assert.equal(session.instructions, 'Grita.');
      assert.equal(session.audio.input.turn_detection.eagerness, 'high');
      assert.deepEqual(session.audio.output, created.session.audio.output);
    },

    'turn and history': { skip: noOwnServer, async run(t) {
      const call = await open(t, { model: 'scripted', session: TRANSCRIBED });
      const microphone = speakInto(t, call);
      const before = model.asked.length;
      for (const question of [ITALY, TABLE]) {
        await microphone.say(spoken(question));
        assert.equal((await call.taken.next(heard)).transcript, question.text);
        assert.equal(transcriptOf(await call.taken.next('response.done')), 'De acuerdo.');
        await hearOut(microphone, call.taken);
      }
      const [first, last] = [model.asked[before], model.asked.at(-1)].map(wordsOf);
      assert.deepEqual(first.at(-1), ['user', ITALY.text]);
      assert.deepEqual(last.slice(-3), [['user', ITALY.text], ['assistant', 'De acuerdo.'], ['user', TABLE.text]]);
      const items = call.taken.of('conversation.item.added');
      assert.deepEqual(items.map(added => added.previous_item_id), [null, ...items.slice(0, -1).map(added => added.item.id)]);
    } },

    async manual(t) {
      const { taken, send, append } = await open(t, {
        model: 'gpt-realtime',
        session: { audio: { input: { turn_detection: null, transcription: { model: 'whisper-1' } } } },
      });
      append(spoken(ITALY));
      send('input_audio_buffer.commit');
      const { item_id } = await taken.next('input_audio_buffer.committed');
      send('response.create');
      assert.equal(transcriptOf(await taken.next('response.done')), ITALY.answer);
      assert.equal((await taken.next(heard)).item_id, item_id);
      assert.equal(taken.of('input_audio_buffer.speech_started').length, 0);
      assert.ok(secondsHeard(taken.of('response.output_audio.delta').map(({ delta }) => delta)) > 1);
    },

    async text(t) {
      const { taken, send } = await open(t);
      send('conversation.item.create', says(ITALY.text));
      send('response.create', { response: { output_modalities: ['text'] } });
      const { response } = await taken.next('response.done');
      assert.equal(response.output[0].content[0].text, ITALY.answer);
      assert.equal(taken.of('response.output_text.delta').map(({ delta }) => delta).join(''), ITALY.answer);
    },

    async 'barge-in and truncate'(t) {
      const call = await open(t, { model: 'gpt-realtime', session: TRANSCRIBED });
      const { taken, send } = call;
      const microphone = speakInto(t, call);
      send('conversation.item.create', says(STORY));
      send('response.create');
      const { item_id } = await voiceOf(3, taken);
      await microphone.say(new Int16Array(RATE));
      const saying = microphone.say(spoken(ITALY));
      await taken.next('input_audio_buffer.speech_started');
      send('conversation.item.truncate', { item_id, content_index: 0, audio_end_ms: 1000 });
      const truncated = await taken.next('conversation.item.truncated');
      assert.deepEqual([truncated.item_id, truncated.audio_end_ms], [item_id, 1000]);
      await saying;
      const interrupted = await taken.next('response.done');
      assertInterrupted(interrupted);
      assert.ok(interrupted.response.usage.output_tokens > 0);
      assert.equal(transcriptOf(await taken.next('response.done')), ITALY.answer);
      send('conversation.item.retrieve', { item_id });
      const { item } = await taken.next('conversation.item.retrieved');
      assert.equal(item.status, 'incomplete');
      assert.ok(item.content[0].transcript.length < 60, item.content[0].transcript);
    },

    async cancel(t) {
      const { taken, send } = await open(t);
      send('conversation.item.create', says(STORY));
      send('response.create');
      await taken.next('response.created');
      send('response.cancel');
      const { response } = await taken.next('response.done');
      assert.deepEqual([response.status, response.status_details.reason], ['cancelled', 'client_cancelled']);
      send('response.cancel', { event_id: 'again' });
      const { error } = await taken.next('error');
      assert.deepEqual([error.code, error.event_id], ['response_cancel_not_active', 'again']);
    },

    async 'retrieve and delete'(t) {
      const { taken, send } = await open(t);
      send('conversation.item.create', says(ITALY.text));
      const { item } = await taken.next('conversation.item.done');
      send('conversation.item.retrieve', { item_id: item.id });
      assert.deepEqual((await taken.next('conversation.item.retrieved')).item, item);
      send('conversation.item.delete', { item_id: item.id });
      assert.equal((await taken.next('conversation.item.deleted')).item_id, item.id);
      send('conversation.item.retrieve', { item_id: item.id, event_id: 'gone' });
      const { error } = await taken.next('error');
      assert.deepEqual([error.code, error.event_id], ['item_retrieve_invalid_item_id', 'gone']);
    },

    async 'out of band'(t) {
      const { taken, send } = await open(t);
      send('response.create', { response: {
        conversation: 'none', output_modalities: ['text'], metadata: { topic: 'capitals' }, input: [says(ITALY.text).item],
      } });
      const { response } = await taken.next('response.done');
      assert.equal(response.output[0].content[0].text, ITALY.answer);
      assert.deepEqual([response.conversation_id, response.metadata], [null, { topic: 'capitals' }]);
      assert.equal(taken.of('conversation.item.added', 'conversation.item.done').length, 0);
    },

    async transcription(t) {
      const call = await open(t, { intent: 'transcription', session: TRANSCRIBED });
      assert.equal(call.created.session.type, 'transcription');
      const microphone = speakInto(t, call);
      await microphone.say(spoken(ITALY));
      assert.equal((await call.taken.next(heard)).transcript, ITALY.text);
      assert.equal(call.taken.of('conversation.item.input_audio_transcription.delta').map(({ delta }) => delta).join(''), ITALY.text);
      await microphone.say(spoken(TABLE));
      assert.equal((await call.taken.next(heard)).transcript, TABLE.text);
      assert.equal(call.taken.of('response.created').length, 0);
    },

    async pcmu(t) {
      const format = { type: 'audio/pcmu' };
      const call = await open(t, {
        model: 'gpt-realtime',
        session: { audio: { input: { format, transcription: { model: 'whisper-1' } }, output: { format } } },
      });
      const microphone = openMicrophone(8_000, samples => call.append(encodeMuLaw(samples)));
      t.after(microphone.close);
      await microphone.say(spoken(ITALY, 8_000));
      assert.equal(transcriptOf(await call.taken.next('response.done')), ITALY.answer);
      assert.equal((await call.taken.next(heard)).transcript, ITALY.text);
      const voice = Buffer.concat(call.taken.of('response.output_audio.delta').map(({ delta }) => Buffer.from(delta, 'base64')));
      assert.ok(secondsOfSound(decodeMuLaw(voice), 8_000) > 1);
    },

    // The call is the scripted model's.
    'tool call': { skip: noOwnServer, async run(t) {
      const call = await open(t, { model: 'scripted', session: { tools: [{ type: 'function', ...LIGHT }], ...TRANSCRIBED } });
      const { taken, send } = call;
      const microphone = speakInto(t, call);
      await microphone.say(spoken(ITALY));
      const called = await taken.next('response.function_call_arguments.done');
      assert.deepEqual([called.name, JSON.parse(called.arguments)], [LIGHT.name, LIGHT_ON]);
      const { response: { output: [item] } } = await taken.next('response.done');
      assert.deepEqual([item.type, item.status, item.call_id], ['function_call', 'completed', called.call_id]);
      send('conversation.item.create', { item: { type: 'function_call_output', call_id: called.call_id, output: '{"ok":true}' } });
      send('response.create');
      assert.equal(transcriptOf(await taken.next('response.done')), LIGHT_IS_ON);
      assert.ok(secondsHeard(taken.of('response.output_audio.delta').map(({ delta }) => delta)) > 1);
      const asked = model.asked.at(-1).messages;
      assert.equal(asked.find(({ role }) => role === 'tool').content, '{"ok":true}');
    } },

    contract() {
      assert.ok(everything.length > 100, `${everything.length} events`);
      assert.deepEqual(faultsOfAll(everything), []);
    },
  },
});
