// By WebSocket: OpenAI Realtime events with LocalVoice's binary audio and extensions (Protocol/README.md).
import { subprotocolsOfKey } from '../call/key.js';
import { NoWay, Opening } from './opening.js';
import { roundTrip } from './round-trip.js';

const HEADER_BYTES = 16;
const LAST_OF_ITEM = 1;
// Unsent audio beyond this is a connection that stands still: what is said meanwhile would come too late.
const MOST_UNSENT_BYTES = 1_000_000;
const OPEN_WITHIN_MS = 8000;
const NORMAL_CLOSURE = 1000;
const POLICY_VIOLATION = 1008;

/** @typedef {import('./connection.js').WireEvent} WireEvent */
/** @typedef {import('./connection.js').ConnectionListener} ConnectionListener */

export class SocketConnection {
  #socket;
  #listener;
  #takeAudio;
  #opening;
  #isClosed = false;

  name = /** @type {const} */ ('websocket');
  packets = null;

  /**
   * @param {import('./connection.js').Beginning} beginning @param {ConnectionListener} listener
   * @param {(ordinal: number, samples: Int16Array, isLast: boolean) => void} audio
   */
  constructor(beginning, listener, audio) {
    const url = new URL('v1/realtime', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    if (beginning.model) url.searchParams.set('model', beginning.model);
    this.#listener = listener;
    this.#takeAudio = audio;
    this.#opening = new Opening(beginning, event => this.send(event));
    this.ready = this.#opening.ready;
    this.#socket = new WebSocket(url, ['localvoice', ...subprotocolsOfKey()]);
    this.#socket.binaryType = 'arraybuffer';
    this.#socket.onmessage = ({ data }) => typeof data === 'string' ? this.#take(JSON.parse(data)) : this.#takeFrame(data);
    this.#socket.onclose = ({ code, reason }) => this.#ended(code, reason);
    const late = setTimeout(() => this.#opening.fail(new NoWay('blocked')), OPEN_WITHIN_MS);
    this.#socket.onopen = () => clearTimeout(late);
  }

  /** @param {Int16Array<ArrayBuffer>} frame */
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

  /** What comes late is not waited for, and the playout is not the connection's. @returns {Promise<import('./connection.js').Costs>} */
  async costs() {
    return { transport: this.name, network: await roundTrip(), buffer: null, playout: null };
  }

  close() {
    this.#isClosed = true;
    this.#socket.close();
  }

  /** @param {WireEvent} event */
  #take(event) {
    this.#opening.take(event);
    this.#listener.event(event);
  }

  /** @param {ArrayBuffer} data */
  #takeFrame(data) {
    const header = new DataView(data, 0, HEADER_BYTES);
    const isLast = (header.getUint8(1) & LAST_OF_ITEM) !== 0;
    this.#takeAudio(header.getUint32(4, true), new Int16Array(data, HEADER_BYTES), isLast);
  }

  /** @param {number} code @param {string} reason */
  #ended(code, reason) {
    this.#opening.end(reason);
    if (this.#opening.isReady && !this.#isClosed) this.#listener.closed(code === NORMAL_CLOSURE || code === POLICY_VIOLATION, reason);
  }
}
