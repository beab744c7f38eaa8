// What carries a session: the port that both transports fill, and how a session begins on either.
import { Failure } from '../call/failure.js';

// By it an error is known to be about the session that people have chosen, not about what was said before.
const UPDATE = 'page_session';

/** @typedef {{ type: string } & Record<string, any>} WireEvent */
/** @typedef {'websocket'|'webrtc'} TransportName */
/** @typedef {'blocked'|'refused'|'missing'} Why nothing came through; the server takes none; the browser has none */
/**
 * What the way of a response costs, in milliseconds; null where it is not known.
 * @typedef {object} Costs
 * @property {TransportName} transport
 * @property {number|null} network there and back
 * @property {number|null} buffer in which the agent's voice waits for what comes late
 * @property {number|null} playout from there to the speaker
 */
/**
 * @typedef {object} Beginning of a session
 * @property {string} model a profile's name; empty for the default one
 * @property {WireEvent[]} items what was said before; told first, or the agent would greet people in the middle of a conversation
 * @property {WireEvent[]} updates tried in this order: where the server refuses one, the next
 */
/**
 * @typedef {object} ConnectionListener
 * @property {(event: WireEvent) => void} event
 * @property {(event: WireEvent) => void} sent
 * @property {(isFinal: boolean, reason: string) => void} closed it was open; final: the server wants no other in its place
 */
/**
 * @typedef {object} Connection
 * @property {TransportName} name
 * @property {Promise<number>} ready the number of the update that was taken; rejects with NoWay where another transport may do
 * @property {(event: WireEvent) => void} send
 * @property {(frame: Int16Array<ArrayBuffer>) => boolean} sendAudio 20 ms of mono audio at the session's rate; whether it goes by frames
 * @property {import('../audio/latency.js').SentPackets|null} packets where the user's voice is a track
 * @property {() => Promise<Costs>} costs of the response that has just begun to come
 * @property {() => void} close
 */

/** This transport does not reach the server; another may. */
export class NoWay extends Failure {
  /** @param {Why} why */
  constructor(why) {
    super('unreachable');
    this.why = why;
  }
}

/** The events until the session is as people have chosen it. */
export class Opening {
  #items;
  #updates;
  #send;
  #tried = 0;
  #refusal = '';
  /** @type {(tried: number) => void} */
  #resolve = () => {};
  /** @type {(error: unknown) => void} */
  #reject = () => {};

  isReady = false;

  /** @param {Beginning} beginning @param {(event: WireEvent) => void} send */
  constructor({ items, updates }, send) {
    this.#items = items;
    this.#updates = updates.map(update => ({ ...update, event_id: UPDATE }));
    this.#send = send;
    /** @type {Promise<number>} */
    this.ready = new Promise((resolve, reject) => [this.#resolve, this.#reject] = [resolve, reject]);
    this.ready.catch(() => {});
  }

  /** @param {WireEvent} event */
  take(event) {
    if (this.isReady) return;
    switch (event.type) {
      case 'session.created': return [...this.#items, this.#updates[0]].forEach(told => this.#send(told));
      case 'session.updated':
        this.isReady = true;
        return this.#resolve(this.#tried);
      case 'error': return this.#refused(event.error);
    }
  }

  /** There will be none. @param {string} [reason] of the server's */
  end(reason = '') {
    const message = this.#refusal || reason;
    this.fail(message ? new Failure('server', { message }) : new NoWay('blocked'));
  }

  /** @param {unknown} error */
  fail(error) {
    this.#reject(error);
  }

  /** @param {{ event_id: string|null, message: string }} error */
  #refused({ event_id: about, message }) {
    this.#refusal = message;
    if (about !== UPDATE) return;
    if (++this.#tried < this.#updates.length) this.#send(this.#updates[this.#tried]);
    else this.end();
  }
}
