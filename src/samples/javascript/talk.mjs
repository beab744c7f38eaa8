// npm install openai ws; node talk.mjs question.wav (24 kHz, mono, 16 bit)
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';

const client = new OpenAI({ baseURL: `${process.env.LOCALVOICE_URL ?? 'http://localhost:8080'}/v1`, apiKey: process.env.LOCALVOICE_KEY ?? 'none' });
// The package asks for TLS always. Leave the options out where the server has it.
const options = { createConnection: ({ host, port }) => connect(port, host) };
const session = new OpenAIRealtimeWS({ model: 'es', options }, client);
session.on('response.output_audio_transcript.delta', event => process.stdout.write(event.delta));
session.on('response.done', () => session.close());
session.on('session.created', () => {
  const audio = readFileSync(process.argv[2]).subarray(44).toString('base64');
  session.send({ type: 'session.update', session: { type: 'realtime', audio: { input: { turn_detection: null } } } });
  session.send({ type: 'input_audio_buffer.append', audio });
  session.send({ type: 'input_audio_buffer.commit' });
  session.send({ type: 'response.create' });
});
