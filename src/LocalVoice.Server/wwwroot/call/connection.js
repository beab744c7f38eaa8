// The wire: OpenAI Realtime events with LocalVoice's binary audio and extensions (Protocol/README.md).
import { Failure } from './failure.js';
import { subprotocolsOfKey } from './key.js';

const HEADER_BYTES = 16;
const LAST_OF_ITEM = 1;
// Unsent audio beyond this is a connection that stands still: what is said meanwhile would come too late.
const MOST_UNSENT_BYTES = 1_000_000;
// By it an error is known to be about the session that people have chosen, not about what was said before.
const UPDATE = 'page_session';

/** @typedef {{ type: string } & Record<string, any>} WireEvent */
/**
 * @typedef {object} ConnectionListener
 * @property {(event: WireEvent) => void} event
 * @property {(event: WireEvent) => void} sent
 * @property {(ordinal: number, samples: Int16Array, isLast: boolean) => void} audio
 * @property {(code: number, reason: string) => void} closed it was open, and the server or the network closed it
 */

export class Connection {
  #socket;
  #listener;
  #isReady = false;
  #isClosed = false;

  /**
   * @param {string} model a profile's name; empty for the default one
   * @param {WireEvent[]} items what was said before; told first, or the agent would greet people in the middle of a conversation
   * @param {WireEvent[]} updates tried in this order: where the server refuses one, the next
   * @param {ConnectionListener} listener
   */
  constructor(model, items, updates, listener) {
    const url = new URL('v1/realtime', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    if (model) url.searchParams.set('model', model);
    this.#listener = listener;
    this.#socket = new WebSocket(url, ['localvoice', ...subprotocolsOfKey()]);
    this.#socket.binaryType = 'arraybuffer';
    /** The number of the update that was taken. @type {Promise<number>} */
    this.ready = this.#open(items, updates.map(update => ({ ...update, event_id: UPDATE })));
    this.ready.then(() => { this.#isReady = true; }, () => {});
  }

  /** @param {Int16Array<ArrayBuffer>} frame 20 ms of mono audio at the session's rate */
  sendAudio(frame) {
    if (this.#socket.readyState !== WebSocket.OPEN || this.#socket.bufferedAmount > MOST_UNSENT_BYTES) return false;
    this.#socket.send(frame);
    return true;
  }

  /** @param {WireEvent} event */
  send(event) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(event));
    this.#listener.sent(event);
  }

  close() {
    this.#isClosed = true;
    this.#socket.close();
  }

  /** @param {WireEvent[]} items @param {WireEvent[]} updates @returns {Promise<number>} */
  #open(items, updates) {
    return new Promise((resolve, reject) => {
      let tried = 0;
      let refusal = '';
      /** @type {Record<string, (event: WireEvent) => void>} */
      const opening = {
        'session.created': () => [...items, updates[0]].forEach(event => this.send(event)),
        'session.updated': () => resolve(tried),
        error: ({ error }) => {
          refusal = error.message;
          if (error.event_id !== UPDATE) return;
          if (++tried < updates.length) this.send(updates[tried]);
          else reject(new Failure('server', { message: refusal }));
        },
      };
      this.#socket.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') return this.#takeAudio(data);
        const event = JSON.parse(data);
        if (!this.#isReady) opening[event.type]?.(event);
        this.#listener.event(event);
      });
      this.#socket.addEventListener('close', ({ code, reason }) => {
        const message = refusal || reason;
        reject(message ? new Failure('server', { message }) : new Failure('unreachable'));
        if (this.#isReady && !this.#isClosed) this.#listener.closed(code, reason);
      });
    });
  }

  /** @param {ArrayBuffer} data */
  #takeAudio(data) {
    const header = new DataView(data, 0, HEADER_BYTES);
    const isLast = (header.getUint8(1) & LAST_OF_ITEM) !== 0;
    this.#listener.audio(header.getUint32(4, true), new Int16Array(data, HEADER_BYTES), isLast);
  }
}
