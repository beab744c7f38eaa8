// LiveKit's plugin, npm's "@livekit/agents-plugin-openai", unchanged: its model of speech to speech and its recogniser, without a room.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { noOwnServer, noServer, startServer } from '../server.mjs';
import { openMicrophone } from './microphone.mjs';
import { faultsOfAll } from './schemas.mjs';
import { startScriptedModel, wordsOf } from './scripted-model.mjs';
import { table } from './table.mjs';
import { Taken } from './taken.mjs';
import { callsTheLight, hearOut, ITALY, LIGHT, LIGHT_IS_ON, LIGHT_ON, RATE, spoken, STORY, TABLE, voiceOf } from './words.mjs';

const noLiveKit = await missing('@livekit/rtc-node');
const { AudioFrame } = noLiveKit ? {} : await import('@livekit/rtc-node');
const { initializeLogger, llm, stt } = noLiveKit ? {} : await import('@livekit/agents');
const { realtime, STT } = noLiveKit ? {} : await import('@livekit/agents-plugin-openai');

const everything = [];
let server, model;

/** A connected session, everything that it takes, and what it makes of it. */
async function open(t, options = {}) {
  const session = new realtime.RealtimeModel({ apiKey: 'none', baseURL: `${server.page}v1`, ...options }).session();
  const [taken, told] = [new Taken(), new Taken()];
  session.on('openai_server_event_received', event => {
    taken.take(event);
    everything.push(event);
  });
  for (const type of ['generation_created', 'input_speech_started', 'input_audio_transcription_completed']) {
    session.on(type, event => told.take({ ...event, type }));
  }
  session.on('error', ({ error }) => [taken, told].forEach(one => one.fail(error)));
  t.after(() => session.close());
  await taken.next('session.updated');
  return { session, taken, told };
}

const frameOf = samples => new AudioFrame(samples, RATE, 1, samples.length);

function speakInto(t, { session }) {
  const microphone = openMicrophone(RATE, samples => session.pushAudio(frameOf(samples)));
  t.after(microphone.close);
  return microphone;
}

/** What a generation says and calls, when it is over. */
async function listen({ messageStream, functionStream }) {
  const calls = collect(functionStream);
  let [text, seconds, messageId] = ['', 0];
  for await (const message of messageStream) {
    messageId = message.messageId;
    const [words, frames] = await Promise.all([collect(message.textStream), collect(message.audioStream)]);
    text += words.join('');
    seconds += frames.reduce((sum, frame) => sum + frame.samplesPerChannel / RATE, 0);
  }
  return { text, seconds, messageId, calls: await calls };
}

async function collect(stream) {
  const all = [];
  for await (const one of stream) all.push(one);
  return all;
}

/** Adds a message to the conversation, and waits until the server has it. */
async function write(session, content) {
  const context = session.chatCtx.copy();
  context.addMessage({ role: 'user', content });
  await session.updateChatCtx(context);
}

const wordsIn = session => session.chatCtx.items.filter(item => item.type === 'message').map(item => [item.role, item.textContent]);

table('npm @livekit/agents-plugin-openai', {
  skip: noServer || noLiveKit,
  setUp() {
    before(async () => {
      initializeLogger({ pretty: false, level: 'fatal' });
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
      const [{ session }] = taken.of('session.updated');
      assert.deepEqual(session.audio.input.turn_detection,
        { type: 'semantic_vad', eagerness: 'medium', create_response: true, interrupt_response: true });
    },

    async update(t) {
      const { session, taken } = await open(t);
      await session.updateInstructions('Grita.');
      assert.equal((await taken.next('session.updated')).session.instructions, 'Grita.');
      session.updateOptions({ toolChoice: 'none' });
      assert.equal((await taken.next('session.updated')).session.tool_choice, 'none');
    },

    'turn and history': { skip: noOwnServer, async run(t) {
      const call = await open(t, { model: 'scripted' });
      const { session, told } = call;
      const microphone = speakInto(t, call);
      for (const question of [ITALY, TABLE]) {
        await microphone.say(spoken(question));
        const { text, seconds } = await listen(await told.next('generation_created'));
        assert.equal(text, 'De acuerdo.');
        assert.ok(seconds > 0.3, `${seconds} s of sound`);
        const { transcript } = await told.next('input_audio_transcription_completed', ({ isFinal }) => isFinal);
        assert.equal(transcript, question.text);
        await hearOut(microphone, call.taken);
      }
      const conversation = [['user', ITALY.text], ['assistant', 'De acuerdo.'], ['user', TABLE.text]];
      assert.deepEqual(wordsIn(session), [...conversation, ['assistant', 'De acuerdo.']]);
      assert.deepEqual(wordsOf(model.asked.at(-1)).slice(-3), conversation);
    } },

    async manual(t) {
      const { session, taken, told } = await open(t, { turnDetection: null });
      session.pushAudio(frameOf(spoken(ITALY)));
      await session.commitAudio();
      await taken.next('input_audio_buffer.committed');
      assert.equal((await listen(await session.generateReply())).text, ITALY.answer);
      await told.next('input_audio_transcription_completed', ({ isFinal, transcript }) => isFinal && transcript === ITALY.text);
    },

    async text(t) {
      const { session, taken } = await open(t, { modalities: ['text'] });
      await write(session, ITALY.text);
      const { text, seconds } = await listen(await session.generateReply());
      assert.equal((await taken.next('response.done')).response.status, 'completed');
      assert.deepEqual([text, seconds], [ITALY.answer, 0]);
    },

    // As LiveKit's agent does it: it cancels, and cuts the message off where its room stopped playing.
    async 'barge-in and truncate'(t) {
      const call = await open(t);
      const { session, taken, told } = call;
      const microphone = speakInto(t, call);
      await write(session, STORY);
      const reply = await session.generateReply();
      const listening = listen(reply);
      const { item_id } = await voiceOf(3, taken);
      await microphone.say(new Int16Array(RATE));
      const saying = microphone.say(spoken(ITALY));
      await told.next('input_speech_started');
      await session.interrupt();
      await session.truncate({ messageId: item_id, modalities: ['audio', 'text'], audioEndMs: 1000 });
      assert.equal((await taken.next('conversation.item.truncated')).item_id, item_id);
      const { response } = await taken.next('response.done');
      assert.ok(['cancelled', 'completed'].includes(response.status), response.status);
      assert.equal((await listening).messageId, item_id);
      await saying;
      const next = await told.next('generation_created', ({ responseId }) => responseId !== reply.responseId);
      assert.equal((await listen(next)).text, ITALY.answer);
    },

    async cancel(t) {
      const { session, taken } = await open(t);
      await write(session, STORY);
      const listening = listen(await session.generateReply());
      await session.interrupt();
      const { response } = await taken.next('response.done');
      assert.deepEqual([response.status, response.status_details.reason], ['cancelled', 'client_cancelled']);
      await listening;
    },

    async 'retrieve and delete'(t) {
      const { session, taken } = await open(t);
      await write(session, ITALY.text);
      const [{ id }] = session.chatCtx.items;
      session.sendEvent({ type: 'conversation.item.retrieve', item_id: id });
      assert.equal((await taken.next('conversation.item.retrieved')).item.content[0].text, ITALY.text);
      await session.updateChatCtx(llm.ChatContext.empty());
      assert.equal((await taken.next('conversation.item.deleted')).item_id, id);
      assert.equal(session.chatCtx.items.length, 0);
    },

    async 'out of band'(t) {
      const { session, taken, told } = await open(t);
      session.sendEvent({ type: 'response.create', response: {
        conversation: 'none', output_modalities: ['text'], metadata: { topic: 'capitals' },
        input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: ITALY.text }] }],
      } });
      assert.equal((await listen(await told.next('generation_created'))).text, ITALY.answer);
      assert.equal((await taken.next('response.done')).response.metadata.topic, 'capitals');
      assert.equal(session.chatCtx.items.length, 0);
    },

    async transcription(t) {
      const stream = new STT({ apiKey: 'none', baseURL: `${server.page}v1`, model: 'whisper-1', language: 'es' }).stream();
      t.after(() => stream.close());
      const microphone = openMicrophone(RATE, samples => stream.pushFrame(frameOf(samples)));
      t.after(microphone.close);
      const heard = [];
      await microphone.say(spoken(ITALY));
      for await (const { type, alternatives } of stream) {
        if (type !== stt.SpeechEventType.FINAL_TRANSCRIPT) continue;
        heard.push(alternatives[0].text);
        if (heard.length === 2) break;
        await microphone.say(spoken(TABLE));
      }
      assert.deepEqual(heard, [ITALY.text, TABLE.text]);
    },

    pcmu: 'the plugin always asks for audio/pcm',

    // The call is the scripted model's.
    'tool call': { skip: noOwnServer, async run(t) {
      const call = await open(t, { model: 'scripted' });
      const { session, told } = call;
      await session.updateTools(new llm.ToolContext([llm.tool({ ...LIGHT, execute: () => 'done' })]));
      await call.taken.next('session.updated', ({ session: { tools } }) => tools.length === 1);
      const microphone = speakInto(t, call);
      await microphone.say(spoken(ITALY));
      const { calls: [called], text } = await listen(await told.next('generation_created'));
      assert.deepEqual([called.name, JSON.parse(called.args), text], [LIGHT.name, LIGHT_ON, '']);
      const context = session.chatCtx.copy();
      context.items.push(llm.FunctionCallOutput.create({ callId: called.callId, output: 'done', isError: false }));
      await session.updateChatCtx(context);
      const { text: said, seconds } = await listen(await session.generateReply());
      assert.equal(said, LIGHT_IS_ON);
      assert.ok(seconds > 1, `${seconds} s of sound`);
      assert.equal(model.asked.at(-1).messages.at(-1).content, 'done');
    } },

    contract() {
      assert.ok(everything.length > 100, `${everything.length} events`);
      assert.deepEqual(faultsOfAll(everything), []);
    },
  },
});

/** Why the plugin cannot be loaded, or false: its audio frames are native code, which not every machine has. */
async function missing(name) {
  try {
    await import(name);
    return false;
  } catch (failure) {
    return `${name} cannot be loaded here: ${failure.message}`;
  }
}
