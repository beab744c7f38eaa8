// The stock client of npm, unchanged, against a running server: LOCALVOICE_URL=ws://localhost:8080/v1/realtime
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from '@openai/agents-realtime';

const url = process.env.LOCALVOICE_URL;
const skip = url ? false : 'LOCALVOICE_URL names no running server';
const schemas = await import(new URL('./node_modules/@openai/agents-realtime/dist/openaiRealtimeEvents.mjs', import.meta.url));

/** A connected session that notes every event, and whether the client's own schema takes it. */
async function open() {
  const transport = new OpenAIRealtimeWebSocket({ url });
  const session = new RealtimeSession(new RealtimeAgent({ name: 'Vega', instructions: 'Responde breve.' }), { transport });
  const seen = [];
  const errors = [];
  transport.on('*', (event) => seen.push(event));
  session.on('error', (error) => errors.push(error));
  await session.connect({ apiKey: 'none', url });
  return { transport, session, seen, errors };
}

/** Waits for the event itself. */
function next(transport, seen, type) {
  const known = seen.find((event) => event.type === type);
  return known ? Promise.resolve(known) : new Promise((resolve) => {
    transport.on('*', (event) => event.type === type && resolve(event));
  });
}

test('a stock agent connects, and its settings are echoed', { skip, timeout: 30_000 }, async () => {
  const { transport, session, seen, errors } = await open();
  const updated = await next(transport, seen, 'session.updated');
  assert.equal(updated.session.audio.input.turn_detection.interrupt_response, true);
  assert.equal(updated.session.audio.input.transcription.model, 'gpt-4o-mini-transcribe');
  assert.deepEqual(errors, []);
  session.close();
});

test('a stock agent types, is answered by voice, and understands every event', { skip, timeout: 60_000 }, async () => {
  const { transport, session, seen, errors } = await open();
  let bytes = 0;
  transport.on('audio', (audio) => { bytes += audio.data.byteLength; });
  const done = new Promise((resolve) => transport.on('turn_done', resolve));
  session.sendMessage('Hola, buenos días.');
  const { response } = await done;
  assert.deepEqual(errors, []);
  assert.ok(bytes > 0, 'the answer has audio');
  assert.ok(response.usage.inputTokensDetails.text_tokens >= 0);
  const roles = session.history.map((item) => item.role);
  assert.deepEqual(roles, ['user', 'assistant']);
  const said = session.history[1].content[0];
  assert.equal(said.type, 'output_audio');
  assert.ok(said.transcript.length > 0);
  for (const event of seen) {
    const parsed = schemas.realtimeServerEventSchema.safeParse(event);
    assert.ok(parsed.success, `${event.type}: ${JSON.stringify(parsed.error?.issues)}`);
  }
  session.close();
});
