// What tests say to the starter models, and what these answer.
import assert from 'node:assert/strict';
import { recording, secondsOfSound } from '../recording.mjs';

export const RATE = 24_000;

export const ITALY = { name: 'es-capital-of-italy', text: '¿Cuál es la capital de Italia?', answer: 'La capital de Italia es Roma.' };
export const TABLE = {
  name: 'es-book-a-table',
  text: 'Quiero reservar una mesa para cuatro personas el viernes a las nueve.',
  answer: 'Hecho, una mesa para cuatro personas el viernes a las nueve. ¿Algo más?',
};

export const FRANCE = { name: 'ca-capital-of-france', text: 'Quina és la capital de França?', answer: 'La capital de França és París.' };

/** Answered by six sentences: about twenty seconds of speech. */
export const STORY = 'Cuéntame una historia.';

/** A function that the scripted model calls. */
export const LIGHT = {
  name: 'set_light',
  description: 'Turns a light on or off.',
  parameters: { type: 'object', properties: { room: { type: 'string' }, on: { type: 'boolean' } }, required: ['room', 'on'] },
};
export const LIGHT_ON = { room: 'la cocina', on: true };
export const LIGHT_IS_ON = 'He encendido la luz de la cocina.';

/** The scripted model: it calls the function once, says that it was called, and answers anything else with a fixed sentence. */
export function callsTheLight({ tools, messages }) {
  if (messages.at(-1).role === 'tool') return { text: LIGHT_IS_ON };
  return tools?.length > 0 ? { call: { name: LIGHT.name, arguments: JSON.stringify(LIGHT_ON) } } : { text: 'De acuerdo.' };
}

const secondsOf = taken => taken.of('response.output_audio.delta').reduce((sum, { delta }) => sum + delta.length * 3 / 4, 0) / RATE / 2;

/** The event with which so many seconds of the agent's voice are there. */
export const voiceOf = (seconds, taken) => taken.next('response.output_audio.delta', () => secondsOf(taken) >= seconds);

/** Says nothing for as long as the agent's first response lasts: what it said is in the history only once it was played. */
export const hearOut = (microphone, taken) => microphone.say(new Int16Array(Math.ceil((secondsOf(taken) + 0.5) * RATE)));

/** A response that was interrupted: cancelled, unless all of it had been sent before it was played. */
export function assertInterrupted({ response }) {
  const { status, status_details } = response;
  assert.ok(status === 'completed' || status_details.reason === 'turn_detected', `${status} ${JSON.stringify(status_details)}`);
}

/** A recorded question, with a little silence before it. */
export const spoken = (words, rate = RATE) => recording(words.name, rate, { before: 0.3 });

/** The seconds of sound in base64 pieces of 16-bit samples. */
export function secondsHeard(pieces, rate = RATE) {
  const bytes = Buffer.concat(pieces.map(piece => typeof piece === 'string' ? Buffer.from(piece, 'base64') : Buffer.from(piece)));
  return secondsOfSound(new Int16Array(Uint8Array.from(bytes).buffer), rate);
}

export const base64 = samples => Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
