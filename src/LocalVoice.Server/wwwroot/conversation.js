// The wire: OpenAI Realtime events with LocalVoice's binary audio and extensions (Protocol/README.md).
const HEADER_BYTES = 16;

export class Conversation {
  #socket;
  #handlers;
  #lastPosition = '';

  /** Resolves once the session has taken our audio formats; rejects with a message for people. */
  static open(language, rate, handlers) {
    const url = new URL('v1/realtime', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('model', language);
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, ['localvoice']);
      socket.binaryType = 'arraybuffer';
      const conversation = new Conversation(socket, handlers);
      const format = { type: 'audio/pcm', rate };
      socket.addEventListener('error', () => reject(new Error('The server cannot be reached. Is it running and ready?')));
      socket.addEventListener('close', event => {
        reject(new Error(`The server closed the connection (${event.code}).`));
        handlers.closed(event.reason || `The connection was closed (${event.code}).`);
      });
      socket.addEventListener('message', ({ data }) => {
        const event = typeof data === 'string' ? JSON.parse(data) : null;
        if (event?.type === 'session.created') {
          conversation.#send({
            type: 'session.update',
            session: { type: 'realtime', audio: { input: { format, transcription: {} }, output: { format } }, localvoice: { language } },
          });
        } else if (event?.type === 'session.updated') {
          resolve(conversation);
        } else if (event) {
          conversation.#take(event);
        } else {
          conversation.#takeAudio(data);
        }
      });
    });
  }

  constructor(socket, handlers) {
    this.#socket = socket;
    this.#handlers = handlers;
  }

  /** @param {Int16Array} frame 20 ms of mono audio at the session's rate */
  sendAudio(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  reportPlayback({ ordinal, sample }) {
    const position = `${ordinal}:${sample}`;
    if (position === this.#lastPosition) return;
    this.#lastPosition = position;
    this.#send({ type: 'localvoice.playback.position', ordinal, sample });
  }

  close() {
    this.#handlers.closed = () => {};
    this.#socket.close();
  }

  #send(event) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(event));
  }

  #takeAudio(data) {
    const header = new DataView(data, 0, HEADER_BYTES);
    this.#handlers.audio(header.getUint32(4, true), new Int16Array(data, HEADER_BYTES));
  }

  #take(event) {
    const handlers = this.#handlers;
    switch (event.type) {
      case 'input_audio_buffer.speech_started': return handlers.listening();
      case 'localvoice.transcript.interim': return handlers.interim(event.item_id, event.stable, event.tentative);
      case 'conversation.item.input_audio_transcription.completed': return handlers.heard(event.item_id, event.transcript);
      case 'conversation.item.input_audio_transcription.failed': return handlers.failed(event.error?.message ?? 'You could not be understood.');
      case 'response.output_item.added': return handlers.answering(event.item.id);
      case 'response.output_audio_transcript.delta': return handlers.words(event.item_id, event.delta);
      case 'response.output_item.done': return handlers.answered(event.item.id, event.item.status === 'incomplete');
      case 'response.done':
        if (event.response.status === 'failed') handlers.failed(event.response.status_details?.error?.message ?? 'The answer failed.');
        return;
      case 'localvoice.audio.flush': return handlers.flush(event.ordinal);
      case 'localvoice.audio.duck': return handlers.gain(event.gain_db);
      case 'localvoice.audio.restore': return handlers.gain(0);
      case 'localvoice.turn.timeline': return handlers.timeline(event);
      case 'error': return handlers.failed(event.error.message);
    }
  }
}
