// The wire: OpenAI Realtime events with LocalVoice's binary audio and extensions (Protocol/README.md).
import { subprotocolsOfKey } from './key.js';

const HEADER_BYTES = 16;
const LAST_OF_ITEM = 1;

export class Conversation {
  #socket;
  #handlers;
  #isReady = false;
  #isClosed = false;

  /** `ready` resolves once the session has taken our audio formats, and rejects with a message for people. */
  static open(language, rate, handlers) {
    const url = new URL('v1/realtime', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('model', language);
    return new Conversation(new WebSocket(url, ['localvoice', ...subprotocolsOfKey()]), language, rate, handlers);
  }

  constructor(socket, language, rate, handlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    socket.binaryType = 'arraybuffer';
    this.ready = new Promise((resolve, reject) => {
      const onEvent = {
        'session.created': () => this.#send({ type: 'session.update', session: sessionOf(language, rate) }),
        'session.updated': resolve,
        error: event => reject(new Error(event.error.message)),
      };
      socket.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') return this.#takeAudio(data);
        const event = JSON.parse(data);
        onEvent[event.type]?.(event);
        this.#take(event);
      });
      socket.addEventListener('close', ({ code, reason }) => {
        reject(new Error('The server cannot be reached. Is it running and ready?'));
        if (this.#isReady && !this.#isClosed) handlers.closed(reason || messageFor(code));
      });
    });
    this.ready.then(() => { this.#isReady = true; }, () => {});
  }

  /** @param {Int16Array} frame 20 ms of mono audio at the session's rate */
  sendAudio(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  reportPlayback({ ordinal, sample }) {
    this.#send({ type: 'localvoice.playback.position', ordinal, sample });
  }

  close() {
    this.#isClosed = true;
    this.#socket.close();
  }

  #send(event) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(event));
  }

  #takeAudio(data) {
    const header = new DataView(data, 0, HEADER_BYTES);
    const isLast = (header.getUint8(1) & LAST_OF_ITEM) !== 0;
    this.#handlers.audio(header.getUint32(4, true), new Int16Array(data, HEADER_BYTES), isLast);
  }

  #take(event) {
    const handlers = this.#handlers;
    switch (event.type) {
      case 'input_audio_buffer.speech_started': return handlers.hearing();
      case 'localvoice.transcript.interim': return handlers.interim(event.item_id, event.stable, event.tentative);
      case 'conversation.item.input_audio_transcription.completed': return handlers.heard(event.item_id, event.transcript);
      case 'conversation.item.input_audio_transcription.failed': return handlers.failed(event.error?.message ?? 'You could not be understood.');
      case 'response.output_audio_transcript.delta': return handlers.words(event.item_id, event.delta);
      case 'response.output_item.done': return handlers.answered(event.item.id, event.item.content?.[0]?.transcript ?? '');
      case 'response.done':
        if (event.response.status === 'failed') handlers.failed(event.response.status_details?.error?.message ?? 'The answer failed.');
        return;
      case 'localvoice.audio.flush': return handlers.flush(event.ordinal);
      case 'localvoice.audio.duck': return handlers.gain(event.gain_db);
      case 'localvoice.audio.restore': return handlers.gain(0);
      case 'localvoice.audio.pause': return handlers.pause(true);
      case 'localvoice.audio.resume': return handlers.pause(false);
      case 'localvoice.turn.timeline': return handlers.timeline(event);
      case 'error': return handlers.failed(event.error.message);
    }
  }
}

function sessionOf(language, rate) {
  const format = { type: 'audio/pcm', rate };
  return { type: 'realtime', audio: { input: { format, transcription: {} }, output: { format } }, localvoice: { language } };
}

function messageFor(code) {
  return code === 1000 || code === 1001 ? 'The server ended the conversation.' : 'The connection was lost. Is the server still running?';
}
