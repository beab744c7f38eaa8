// Chat, transcription and speech over HTTP, by the packages that people use for them, unchanged.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { createOpenAI } from '@ai-sdk/openai';
import { experimental_generateSpeech, experimental_transcribe, generateText, streamText, tool } from 'ai';
import OpenAI, { toFile } from 'openai';
import { z } from 'zod';
import { recording, secondsOfSound, waveFile } from '../recording.mjs';
import { noOwnServer, startServer } from '../server.mjs';
import { startScriptedModel } from './scripted-model.mjs';
import { callsTheLight, ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON } from './words.mjs';

const SYSTEM = 'Eres Vega, un asistente de voz. Responde breve.';
const question = [{ role: 'system', content: SYSTEM }, { role: 'user', content: ITALY.text }];
const asked = () => waveFile(recording(ITALY.name, 16_000), 16_000);

const CLIENTS = {
  'npm openai': baseURL => {
    const client = new OpenAI({ apiKey: 'none', baseURL });
    const tools = [{ type: 'function', function: LIGHT }];
    return {
      async chat() {
        const completion = await client.chat.completions.create({ model: 'gpt-4o', messages: question });
        const { choices: [{ message, finish_reason }], usage } = completion;
        assert.equal(finish_reason, 'stop');
        assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
        return message.content;
      },
      async 'streamed chat'() {
        const words = [];
        for await (const { choices } of await client.chat.completions.create({ model: 'gpt-4o', messages: question, stream: true })) {
          words.push(choices[0]?.delta.content ?? '');
        }
        assert.ok(words.filter(Boolean).length > 1, `${words.length} pieces`);
        return words.join('');
      },
      async 'tool call'() {
        const messages = [{ role: 'user', content: 'Enciende la luz de la cocina.' }];
        const { choices: [{ message, finish_reason }] } = await client.chat.completions.create({ model: 'scripted', messages, tools });
        assert.equal(finish_reason, 'tool_calls');
        const [{ id, function: called }] = message.tool_calls;
        assert.deepEqual([called.name, JSON.parse(called.arguments)], [LIGHT.name, LIGHT_ON]);
        messages.push(message, { role: 'tool', tool_call_id: id, content: 'done' });
        return (await client.chat.completions.create({ model: 'scripted', messages, tools })).choices[0].message.content;
      },
      async transcription() {
        const file = await toFile(asked(), 'question.wav', { type: 'audio/wav' });
        return (await client.audio.transcriptions.create({ file, model: 'whisper-1', language: 'es' })).text;
      },
      async speech() {
        const spoken = await client.audio.speech.create({ model: 'tts-1', voice: 'vega', input: ITALY.answer, response_format: 'pcm' });
        return Buffer.from(await spoken.arrayBuffer());
      },
    };
  },
  'npm @ai-sdk/openai': baseURL => {
    const provider = createOpenAI({ apiKey: 'none', baseURL });
    return {
      async chat() {
        const { text, finishReason } = await generateText({ model: provider.chat('gpt-4o'), system: SYSTEM, prompt: ITALY.text });
        assert.equal(finishReason, 'stop');
        return text;
      },
      async 'streamed chat'() {
        const words = [];
        const { textStream } = streamText({ model: provider.chat('gpt-4o'), system: SYSTEM, prompt: ITALY.text });
        for await (const piece of textStream) words.push(piece);
        assert.ok(words.length > 1, `${words.length} pieces`);
        return words.join('');
      },
      async 'tool call'() {
        const calls = [];
        const light = tool({
          description: LIGHT.description,
          inputSchema: z.object({ room: z.string(), on: z.boolean() }),
          execute: input => calls.push(input) && 'done',
        });
        const { text } = await generateText({
          model: provider.chat('scripted'),
          prompt: 'Enciende la luz de la cocina.',
          tools: { [LIGHT.name]: light },
          stopWhen: ({ steps }) => steps.length === 2,
        });
        assert.deepEqual(calls, [LIGHT_ON]);
        return text;
      },
      async transcription() {
        return (await experimental_transcribe({ model: provider.transcription('whisper-1'), audio: asked() })).text;
      },
      async speech() {
        const { audio } = await experimental_generateSpeech({ model: provider.speech('tts-1'), voice: 'vega', text: ITALY.answer });
        assert.equal(audio.mediaType, 'audio/mpeg');
        return decoded(audio.uint8Array);
      },
    };
  },
};

// The server has ffmpeg write mp3.
const noFfmpeg = spawnSync('ffmpeg', ['-version']).error ? 'ffmpeg is not installed, and this client asks for mp3' : false;
const SKIPPED = { 'npm @ai-sdk/openai × HTTP speech': noFfmpeg };

const PCM_OF_MP3 = ['-v', 'error', '-i', '-', '-f', 's16le', '-ar', '24000', '-ac', '1', '-'];

/** PCM16 at 24 kHz. */
function decoded(mp3) {
  const { status, stdout, stderr } = spawnSync('ffmpeg', PCM_OF_MP3, { input: mp3 });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

const PATHS = {
  chat: 'chat/completions',
  'streamed chat': 'chat/completions',
  'tool call': 'chat/completions',
  transcription: 'audio/transcriptions',
  speech: 'audio/speech',
};
const RIGHT = {
  chat: text => assert.equal(text, ITALY.answer),
  'streamed chat': text => assert.equal(text, ITALY.answer),
  // The call is the scripted model's.
  'tool call': text => assert.equal(text, LIGHT_IS_ON),
  transcription: text => assert.equal(text, ITALY.text),
  speech: pcm => assert.ok(secondsOfSound(new Int16Array(Uint8Array.from(pcm).buffer), 24_000) > 1),
};

describe('clients over HTTP', { skip: noOwnServer, timeout: 300_000 }, () => {
  let server, model;
  before(async () => {
    model = await startScriptedModel(callsTheLight);
    server = await startServer(...model.settings);
  });
  after(async () => {
    await server?.stop();
    await model?.stop();
  });

  for (const [client, connect] of Object.entries(CLIENTS)) {
    for (const [scenario, path] of Object.entries(PATHS)) {
      const name = `${client} × HTTP ${scenario}`;
      test(name, { skip: SKIPPED[name] }, async t => {
        const url = `${server.page}v1/${path}`;
        const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
        if (status === 404) return t.skip(`the server has no POST /v1/${path}`);
        RIGHT[scenario](await connect(`${server.page}v1`)[scenario]());
      });
    }
  }
});
