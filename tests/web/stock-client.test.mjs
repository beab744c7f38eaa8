// The stock agent of npm's "@openai/agents-realtime", unchanged.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from '@openai/agents-realtime';
import { recording, secondsOfSound, speak } from './recording.mjs';
import { noServer, startServer } from './server.mjs';

const RATE = 24_000;
const schemas = await import(new URL('./node_modules/@openai/agents-realtime/dist/openaiRealtimeEvents.mjs', import.meta.url));

describe('a stock agent', { skip: noServer, timeout: 180_000 }, () => {
  let server;
  before(async () => { server = await startServer(); });
  after(() => server?.stop());

  /** A connected session that notes every event, every error and the answer's audio. */
  async function open() {
    const url = server.realtime;
    const transport = new OpenAIRealtimeWebSocket({ url });
    const session = new RealtimeSession(new RealtimeAgent({ name: 'Vega', instructions: 'Responde breve.' }), { transport });
    const [seen, errors, audio] = [[], [], []];
    transport.on('*', event => seen.push(event));
    transport.on('audio', chunk => audio.push(Buffer.from(chunk.data)));
    session.on('error', error => errors.push(error));
    await session.connect({ apiKey: 'none', url });
    return { transport, session, seen, errors, audio };
  }

  test('connects, and its settings are echoed', async () => {
    const { transport, session, seen, errors } = await open();
    const updated = await next(transport, seen, 'session.updated');
    assert.equal(updated.session.audio.input.turn_detection.interrupt_response, true);
    assert.equal(updated.session.audio.input.transcription.model, 'gpt-4o-mini-transcribe');
    assert.deepEqual(errors, []);
    session.close();
  });

  test('types, is answered by voice, and understands every event', async () => {
    const { transport, session, seen, errors, audio } = await open();
    const done = new Promise(resolve => transport.on('turn_done', resolve));
    session.sendMessage('Hola, buenos días.');
    const { response } = await done;
    assert.deepEqual(errors, []);
    assert.ok(secondsOf(audio) > 0.3, 'the answer is heard');
    assert.ok(response.usage.inputTokensDetails.text_tokens >= 0);
    assert.deepEqual(session.history.map(item => item.role), ['user', 'assistant']);
    const [said] = session.history[1].content;
    assert.equal(said.type, 'output_audio');
    assert.ok(said.transcript.length > 0);
    understandsAll(seen);
    session.close();
  });

  test('asks by voice, and its history has the question and the answer', async () => {
    const { transport, session, seen, errors, audio } = await open();
    const over = new AbortController();
    const done = new Promise(resolve => transport.on('turn_done', resolve));
    const speaking = speak(recording('es-capital-of-italy', RATE, { before: 0.5 }), RATE, over.signal,
      frame => session.sendAudio(frame.buffer));
    await Promise.all([done, next(transport, seen, 'conversation.item.input_audio_transcription.completed')]);
    over.abort();
    await speaking;
    assert.deepEqual(errors, []);
    assert.deepEqual(session.history.map(item => [item.role, item.content[0].transcript]), [
      ['user', '¿Cuál es la capital de Italia?'],
      ['assistant', 'La capital de Italia es Roma.'],
    ]);
    assert.ok(secondsOf(audio) > 1, `${secondsOf(audio)} s of sound`);
    understandsAll(seen);
    session.close();
  });
});

/** Waits for the event itself. */
function next(transport, seen, type) {
  const known = seen.find(event => event.type === type);
  return known ? Promise.resolve(known) : new Promise(resolve => {
    transport.on('*', event => event.type === type && resolve(event));
  });
}

function secondsOf(audio) {
  const bytes = Buffer.concat(audio);
  return secondsOfSound(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2), RATE);
}

function understandsAll(events) {
  for (const event of events) {
    const parsed = schemas.realtimeServerEventSchema.safeParse(event);
    assert.ok(parsed.success, `${event.type}: ${JSON.stringify(parsed.error?.issues)}`);
  }
}
