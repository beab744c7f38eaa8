// The stock agent of npm's "@openai/agents-realtime", unchanged.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';
import { secondsOfSound } from '../recording.mjs';
import { noOwnServer, noServer, startServer } from '../server.mjs';
import { decodeMuLaw, encodeMuLaw } from './g711.mjs';
import { openMicrophone } from './microphone.mjs';
import { faultsOfAll } from './schemas.mjs';
import { startScriptedModel, wordsOf } from './scripted-model.mjs';
import { table } from './table.mjs';
import { Taken } from './taken.mjs';
import {
  assertInterrupted, callsTheLight, FRANCE, hearOut, ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON, RATE, secondsHeard, spoken, STORY, TABLE,
  voiceOf,
} from './words.mjs';

const own = await import(new URL('../node_modules/@openai/agents-realtime/dist/openaiRealtimeEvents.mjs', import.meta.url));
const heard = 'conversation.item.input_audio_transcription.completed';
const everything = [];
let server, model;

/** A connected agent's session, everything that it takes, and the voice that it plays. */
async function open(t, { name = 'gpt-realtime', config, tools = [] } = {}) {
  const transport = new OpenAIRealtimeWebSocket({ url: server.realtime });
  const agent = new RealtimeAgent({ name: 'Vega', instructions: 'Eres Vega, un asistente de voz. Responde breve.', tools });
  const session = new RealtimeSession(agent, { transport, model: name, config });
  const [taken, played, told] = [new Taken(), [], new Taken()];
  transport.on('*', event => {
    taken.take(event);
    everything.push(event);
  });
  transport.on('audio', ({ data }) => played.push(data));
  for (const type of ['audio_interrupted', 'turn_done']) transport.on(type, event => told.take({ ...event, type }));
  session.on('history_updated', history => told.take({ type: 'history', history: structuredClone(history) }));
  const fails = ({ error }) => [taken, told].forEach(one => one.fail(new Error(JSON.stringify(error?.error ?? error))));
  session.on('error', fails);
  t.after(() => {
    session.off('error', fails);
    session.close();
  });
  await session.connect({ apiKey: 'none', url: `${server.realtime}?model=${name}` });
  return { session, transport, taken, played, told };
}

function speakInto(t, { session }, rate = RATE, encode = frame => frame) {
  const microphone = openMicrophone(rate, frame => session.sendAudio(encode(frame).buffer));
  t.after(microphone.close);
  return microphone;
}

/** The history once its items say this. */
const says = (told, ...words) => told.next('history', ({ history }) => JSON.stringify(wordsIn(history)) === JSON.stringify(words));
const wordsIn = history => history.filter(item => item.type === 'message').map(({ content }) => content[0]?.transcript ?? content[0]?.text);

table('npm @openai/agents-realtime', {
  skip: noServer,
  setUp() {
    before(async () => {
      model = await startScriptedModel(callsTheLight);
      server = await startServer(...model.settings);
    });
    after(async () => {
      await server?.stop();
      await model?.stop();
    });
  },
  cells: {
    async connect(t) {
      const { taken } = await open(t);
      await taken.next('session.created');
      const { session } = await taken.next('session.updated');
      assert.equal(session.audio.input.turn_detection.type, 'semantic_vad');
      assert.equal(session.audio.input.turn_detection.interrupt_response, true);
    },

    async update(t) {
      const { session, taken } = await open(t);
      await session.updateAgent(new RealtimeAgent({ name: 'Otra', instructions: 'Grita.' }));
      await taken.next('session.updated', ({ session: { instructions } }) => instructions === 'Grita.');
    },

    'turn and history': { skip: noOwnServer, async run(t) {
      const call = await open(t, { name: 'scripted' });
      const microphone = speakInto(t, call);
      await microphone.say(spoken(ITALY));
      await says(call.told, ITALY.text, 'De acuerdo.');
      await hearOut(microphone, call.taken);
      await microphone.say(spoken(TABLE));
      await says(call.told, ITALY.text, 'De acuerdo.', TABLE.text, 'De acuerdo.');
      assert.deepEqual(wordsOf(model.asked.at(-1)).slice(-3), [['user', ITALY.text], ['assistant', 'De acuerdo.'], ['user', TABLE.text]]);
    } },

    async manual(t) {
      const { session, transport, taken, told } = await open(t, { config: { audio: { input: { turnDetection: null } } } });
      session.sendAudio(spoken(ITALY).buffer, { commit: true });
      await taken.next('input_audio_buffer.committed');
      transport.requestResponse();
      await says(told, ITALY.text, ITALY.answer);
      assert.equal(taken.of('input_audio_buffer.speech_started').length, 0);
    },

    async text(t) {
      const { session, told, played } = await open(t, { config: { outputModalities: ['text'] } });
      session.sendMessage(ITALY.text);
      await says(told, ITALY.text, ITALY.answer);
      assert.equal(played.length, 0);
    },

    async 'barge-in and truncate'(t) {
      const call = await open(t);
      const { session, taken, told } = call;
      const microphone = speakInto(t, call);
      session.sendMessage(STORY);
      const { item_id } = await voiceOf(3, taken);
      await microphone.say(new Int16Array(RATE));
      const saying = microphone.say(spoken(ITALY));
      await told.next('audio_interrupted');
      const truncated = await taken.next('conversation.item.truncated');
      assert.equal(truncated.item_id, item_id);
      assert.ok(truncated.audio_end_ms > 1000, `${truncated.audio_end_ms} ms`);
      assertInterrupted(await taken.next('response.done'));
      await saying;
      const { history } = await told.next('history', ({ history }) => wordsIn(history).at(-1) === ITALY.answer);
      const [, story, question] = wordsIn(history);
      assert.ok(story.length < 200, story);
      assert.equal(question, ITALY.text);
    },

    async cancel(t) {
      const { session, taken } = await open(t);
      session.sendMessage(STORY);
      await voiceOf(0.02, taken);
      session.interrupt();
      const { response } = await taken.next('response.done');
      assert.deepEqual([response.status, response.status_details.reason], ['cancelled', 'client_cancelled']);
      await taken.next('conversation.item.truncated');
    },

    // It retrieves every item that was transcribed, by itself.
    async 'retrieve and delete'(t) {
      const { session, told, taken } = await open(t);
      session.sendAudio(spoken(ITALY).buffer);
      session.sendAudio(new Int16Array(3 * RATE).buffer);
      const { item_id } = await taken.next(heard);
      assert.equal((await taken.next('conversation.item.retrieved')).item.id, item_id);
      await says(told, ITALY.text, ITALY.answer);
      session.updateHistory([]);
      const gone = [await taken.next('conversation.item.deleted'), await taken.next('conversation.item.deleted')];
      assert.ok(gone.some(deleted => deleted.item_id === item_id));
      await says(told);
    },

    async 'out of band'(t) {
      const { transport, taken, session } = await open(t);
      transport.requestResponse({
        conversation: 'none', output_modalities: ['text'], metadata: { topic: 'capitals' },
        input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: ITALY.text }] }],
      });
      const { response } = await taken.next('response.done');
      assert.equal(response.output[0].content[0].text, ITALY.answer);
      assert.equal(response.metadata.topic, 'capitals');
      assert.equal(taken.of('conversation.item.added').length, 0);
      assert.equal(session.history.filter(item => item.role === 'user').length, 0);
    },

    // The words of the input, in the language that the transcription names: its sessions are always of type "realtime".
    async transcription(t) {
      const call = await open(t, { config: { audio: { input: { transcription: { model: 'gpt-4o-mini-transcribe', language: 'ca' } } } } });
      const microphone = speakInto(t, call);
      await microphone.say(spoken(FRANCE));
      await says(call.told, FRANCE.text, FRANCE.answer);
    },

    async pcmu(t) {
      const format = { type: 'audio/pcmu' };
      const call = await open(t, { config: { audio: { input: { format }, output: { format } } } });
      await call.taken.next('session.updated', ({ session: { audio: { input, output } } }) =>
        input.format.type === format.type && output.format.type === format.type);
      const microphone = speakInto(t, call, 8_000, encodeMuLaw);
      await microphone.say(spoken(ITALY, 8_000));
      await says(call.told, ITALY.text, ITALY.answer);
      assert.ok(secondsOfSound(decodeMuLaw(Buffer.concat(call.played.map(piece => Buffer.from(piece)))), 8_000) > 1);
    },

    // From speech to the call, its result and the spoken response; the call is the scripted model's.
    'tool call': { skip: noOwnServer, async run(t) {
      const calls = [];
      const light = tool({
        name: LIGHT.name,
        description: LIGHT.description,
        parameters: z.object({ room: z.string(), on: z.boolean() }),
        execute: async input => {
          calls.push(input);
          return 'done';
        },
      });
      const call = await open(t, { name: 'scripted', tools: [light] });
      const microphone = speakInto(t, call);
      await microphone.say(spoken(ITALY));
      await says(call.told, ITALY.text, LIGHT_IS_ON);
      assert.deepEqual(calls, [LIGHT_ON]);
      assert.ok(secondsHeard(call.played) > 1);
      assert.equal(model.asked.at(-1).messages.at(-1).content, 'done');
    } },

    contract() {
      assert.ok(everything.length > 100, `${everything.length} events`);
      assert.deepEqual(faultsOfAll(everything), []);
      for (const event of everything) {
        const { success, error } = own.realtimeServerEventSchema.safeParse(event);
        assert.ok(success, `${event.type}: ${JSON.stringify(error?.issues)}`);
      }
    },
  },
});
