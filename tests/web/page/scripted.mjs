// A server of which the test is the author: the page meets each state when the test wants it, and for as long as the test looks.
const RATE = 48_000;
const FRAME = RATE / 10;
const HEADER_BYTES = 16;
const TEXT = 'Había una vez un servidor que escuchaba y respondía.';
const HEARD = 'Había una vez un';

/** What the page's next WebSocket reaches; it must not have been loaded yet. Each step is what a real server says at that point. */
export async function scriptServer(page) {
  let socket;
  let turns = 0;
  let sentMs = 0;
  let voicedMs = 0;
  const send = event => socket.send(JSON.stringify(event));
  await page.routeWebSocket(/\/v1\/realtime/, routed => {
    socket = routed;
    routed.onMessage(message => {
      if (typeof message !== 'string') sentMs += message.length / 2 / RATE * 1000;
      else if (JSON.parse(message).type === 'session.update') send({ type: 'session.updated' });
    });
    send({ type: 'session.created' });
  });
  return {
    send,
    userBegins: (stable, tentative = '') => {
      send({ type: 'input_audio_buffer.speech_started' });
      send({ type: 'localvoice.transcript.interim', item_id: `user_${turns}`, stable, tentative });
    },
    /** The agent is to respond, and has said nothing yet. */
    userEnds: transcript => {
      send({ type: 'input_audio_buffer.speech_stopped' });
      send({ type: 'conversation.item.input_audio_transcription.completed', item_id: `user_${turns}`, transcript });
      turns++;
      send({ type: 'response.created', response: { id: `response_${turns}`, conversation_id: 'conversation' } });
    },
    agentSpeaks: () => {
      voicedMs = sentMs - 200;
      send({ type: 'localvoice.audio.begin', response_id: `response_${turns}`, ordinal: turns });
      send({ type: 'response.output_audio_transcript.delta', item_id: `agent_${turns}`, delta: TEXT });
      for (let frame = 0; frame < 100; frame++) socket.send(audioOf(turns, frame));
    },
    /** The user has said something that is meant. */
    agentIsCut: () => {
      send({ type: 'localvoice.audio.flush', ordinal: turns });
      send({ type: 'response.output_item.done', item: { id: `agent_${turns}`, content: [{ transcript: HEARD }] } });
      send({ type: 'response.done', response: { id: `response_${turns}`, status: 'cancelled' } });
      send({ type: 'localvoice.audio.resume' });
      send({ type: 'localvoice.audio.restore' });
      send({ ...TIMELINE, last_voiced_audio_ms: voicedMs });
    },
  };
}

const TIMELINE = {
  type: 'localvoice.turn.timeline', pipeline: 'parallel', voice_to_voice_ms: 190, speculations: { used: 1, wasted: 0 },
  marks_ms: {
    last_voiced: 0, candidate: 40, final_transcript: 120, llm_request: 120, first_clause: 150, tts_request: 150, first_audio_ready: 170,
    decision: 180,
  },
  engines: [
    { stage: 'vad', name: 'silero', model: 'silero_vad_v6.onnx', device: 'cpu', package: 'ONNX Runtime 1.31.1' },
    { stage: 'stt', name: 'whisper', model: 'starter-stt.bin', device: 'cpu', package: 'Whisper.net 1.9.1' },
    { stage: 'llm', name: 'llama', model: 'starter-chat.gguf', device: 'cpu', package: 'LLamaSharp 0.30.0' },
    { stage: 'tts', name: 'deepgram', model: 'aura-2', device: 'cloud', package: 'HTTP', bytes_sent: 240_000, round_trip_ms: 31, round_trips: 2 },
  ],
};

/** 100 ms of a hum that swells and fades, as the protocol's binary frame. */
function audioOf(ordinal, frame) {
  const bytes = Buffer.alloc(HEADER_BYTES + 2 * FRAME);
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(ordinal, 4);
  for (let i = 0; i < FRAME; i++) {
    const at = (frame * FRAME + i) / RATE;
    bytes.writeInt16LE(Math.round(9000 * Math.sin(2 * Math.PI * 220 * at) * Math.sin(Math.PI * 2 * at) ** 2), HEADER_BYTES + 2 * i);
  }
  return bytes;
}
