// The Realtime client of npm's "openai" package, unchanged: it speaks only wss.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { recording, secondsOfSound, speak } from './recording.mjs';
import { noOwnServer, startSecureServer } from './server.mjs';

const RATE = 24_000;
const A_SPOKEN_TURN = [
  'input_audio_buffer.speech_started', 'input_audio_buffer.speech_stopped', 'input_audio_buffer.committed',
  'conversation.item.added', 'conversation.item.done',
  'response.created', 'response.output_item.added', 'conversation.item.added', 'response.content_part.added',
  'response.output_audio_transcript.delta', 'response.output_audio.delta',
  'response.output_audio.done', 'response.output_audio_transcript.done', 'response.content_part.done',
  'conversation.item.done', 'response.output_item.done', 'response.done', 'rate_limits.updated',
];

describe('the openai package', { skip: noOwnServer, timeout: 180_000 }, () => {
  let server, client;
  before(async () => {
    server = await startSecureServer();
    client = new OpenAI({ apiKey: 'none', baseURL: `https://${server.secureHost}/v1` });
  });
  after(() => server?.stop());

  /** A connected client whose session is set up, and every event that it took. */
  async function open(session) {
    const realtime = new OpenAIRealtimeWS({ model: 'gpt-realtime', options: { ca: server.certificate } }, client);
    const events = [];
    const waiting = new Set();
    realtime.on('event', event => {
      events.push(event);
      waiting.forEach(look => look());
    });
    const failed = new Promise((_, reject) => realtime.on('error', reject));
    failed.catch(() => {});
    const until = type => Promise.race([failed, new Promise(resolve => {
      const look = () => {
        const event = events.find(candidate => candidate.type === type);
        if (event && waiting.delete(look)) resolve(event);
      };
      waiting.add(look);
      look();
    })]);
    await until('session.created');
    realtime.send({ type: 'session.update', session: { type: 'realtime', ...session } });
    await until('session.updated');
    return { realtime, events, until };
  }

  test('asks by voice and is answered by voice, with the events of a turn in their order', async () => {
    const { realtime, events, until } = await open({ audio: { input: { transcription: { model: 'whisper-1', language: 'es' } } } });
    const over = new AbortController();
    const speaking = speak(recording('es-capital-of-italy', RATE, { before: 0.5 }), RATE, over.signal, frame =>
      realtime.send({ type: 'input_audio_buffer.append', audio: Buffer.from(frame.buffer).toString('base64') }));
    await Promise.all(['rate_limits.updated', 'conversation.item.input_audio_transcription.completed'].map(until));
    over.abort();
    await speaking;
    realtime.close();
    await once(realtime.socket, 'close');

    const turn = events.slice(events.findIndex(event => event.type === 'session.updated') + 1);
    assert.deepEqual(orderOf(turn), A_SPOKEN_TURN);
    assert.ok(turn.every(event => event.event_id), 'every event has an id');

    const only = type => turn.filter(event => event.type === type);
    const [heard] = only('conversation.item.input_audio_transcription.completed');
    assert.equal(heard.transcript, '¿Cuál es la capital de Italia?');
    assert.equal(heard.usage.type, 'duration');
    const [userItem, agentItem] = only('conversation.item.done').map(event => event.item);
    for (const type of ['speech_started', 'speech_stopped', 'committed']) {
      assert.equal(only(`input_audio_buffer.${type}`)[0].item_id, userItem.id);
    }
    assert.equal(heard.item_id, userItem.id);
    assert.ok(only('input_audio_buffer.speech_stopped')[0].audio_end_ms > only('input_audio_buffer.speech_started')[0].audio_start_ms);

    const [{ response }] = only('response.done');
    assert.equal(response.status, 'completed');
    assert.deepEqual(response.output.map(item => item.id), [agentItem.id]);
    assert.equal(response.output[0].content[0].transcript, 'La capital de Italia es Roma.');
    assert.equal(only('response.output_audio_transcript.delta').map(event => event.delta).join(''), 'La capital de Italia es Roma.');
    assert.equal(response.usage.total_tokens, response.usage.input_tokens + response.usage.output_tokens);

    const bytes = Buffer.concat(only('response.output_audio.delta').map(event => Buffer.from(event.delta, 'base64')));
    const voice = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    assert.ok(secondsOfSound(voice, RATE) > 1, `${secondsOfSound(voice, RATE)} s of sound`);
  });

  test('is told by an error which of its events was wrong, and goes on', async () => {
    const { realtime } = await open({});
    const failure = new Promise(resolve => realtime.once('error', resolve));
    realtime.send({ type: 'conversation.item.retrieve', item_id: 'item_nowhere', event_id: 'mine' });
    const error = await failure;
    assert.equal(error.error.code, 'item_retrieve_invalid_item_id');
    assert.equal(error.error.event_id, 'mine');
    realtime.send({ type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } });
    const { session } = await new Promise(resolve => realtime.once('session.updated', resolve));
    assert.deepEqual(session.output_modalities, ['text']);
    realtime.close();
    await once(realtime.socket, 'close');
  });
});

/** The types in order: the words' transcription may come at any time, and the answer's words and audio alternate. */
function orderOf(events) {
  const order = [];
  for (const { type } of events) {
    const repeated = type.endsWith('.delta') && order.slice(-2).includes(type);
    if (!type.startsWith('conversation.item.input_audio_transcription.') && !repeated) order.push(type);
  }
  return order;
}
