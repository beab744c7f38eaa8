// How a session begins on either transport.
import { Failure } from '../call/failure.js';

// By it an error is known to be about the session that people have chosen, not about what was said before.
const UPDATE = 'page_session';

/** @typedef {import('./connection.js').WireEvent} WireEvent */
/** @typedef {import('./connection.js').Beginning} Beginning */
/** @typedef {import('./connection.js').Why} Why */

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
