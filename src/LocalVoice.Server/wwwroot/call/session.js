// One session on the server after another: a lost connection, or another profile, opens a new one and tells it what was said.
import { RATE } from '../audio/sound.js';
import { Connection } from './connection.js';
import { Failure } from './failure.js';
import { changeOf, updatesOf } from './session-document.js';

const RETRIES_MS = [250, 500, 1000, 2000, 4000, 8000];
const NORMAL_CLOSURE = 1000;
const POLICY_VIOLATION = 1008;

/** @typedef {import('./connection.js').WireEvent} WireEvent */
/**
 * @typedef {object} SessionListener
 * @property {(event: WireEvent) => void} received
 * @property {(event: WireEvent) => void} sent
 * @property {(ordinal: number, samples: Int16Array, isLast: boolean) => void} audio
 * @property {() => void} forgotten nothing of the session counts any longer
 * @property {(error: unknown) => void} failed there will be no other
 */

export class Session {
  #machine;
  #items;
  #choices;
  #listener;
  /** @type {Connection|null} */
  #connection = null;
  #isClosed = false;
  #hasSound = false;

  /** @type {import('./profiles.js').Profile|null} */
  profile = null;
  /** The session has lasted as long as the server lets it. */
  hasExpired = false;

  /**
   * @param {import('./state.js').StateMachine} machine @param {import('./items.js').Items} items
   * @param {() => import('../settings.js').Choices} choices @param {SessionListener} listener
   */
  constructor(machine, items, choices, listener) {
    this.#machine = machine;
    this.#items = items;
    this.#choices = choices;
    this.#listener = listener;
  }

  /**
   * Whether the server took all that people have chosen.
   * @param {import('./profiles.js').Profile|null} profile @param {boolean} hasSound
   */
  async open(profile, hasSound) {
    this.profile = profile;
    this.#hasSound = hasSound;
    return this.#connect();
  }

  /** @param {WireEvent} event */
  send(event) {
    this.#connection?.send(event);
  }

  /** @param {Int16Array<ArrayBuffer>} frame */
  sendAudio(frame) {
    return this.#connection?.sendAudio(frame) ?? false;
  }

  /** Other choices for this session. */
  change() {
    this.send(changeOf(this.profile, this.#choices()));
  }

  /** The conversation goes on with another profile. @param {import('./profiles.js').Profile|null} profile */
  async reopen(profile) {
    this.profile = profile;
    this.#connection?.close();
    this.#listener.forgotten();
    this.#machine.send({ type: 'connecting' });
    try {
      await this.#connect();
      this.#machine.send({ type: 'opened' });
    } catch (error) {
      this.#fail(error);
    }
  }

  close() {
    this.#isClosed = true;
    this.#connection?.close();
  }

  async #connect() {
    const updates = updatesOf(this.profile, this.#choices(), this.#hasSound ? RATE : null);
    const { received, sent, audio } = this.#listener;
    const connection = new Connection(this.profile?.name ?? '', this.#items.replay(), updates, {
      event: event => this.#isCurrent(connection) && received(event),
      sent,
      audio: (...values) => this.#isCurrent(connection) && audio(...values),
      closed: (code, reason) => this.#isCurrent(connection) && this.#lost(code, reason),
    });
    this.#connection = connection;
    const taken = await connection.ready;
    if (this.#isClosed) connection.close();
    return taken === 0;
  }

  /** @param {Connection} connection */
  #isCurrent(connection) {
    return connection === this.#connection && !this.#isClosed;
  }

  /** @param {number} code @param {string} reason */
  async #lost(code, reason) {
    if (code === POLICY_VIOLATION || (code === NORMAL_CLOSURE && !this.hasExpired)) {
      return this.#fail(reason ? new Failure('server', { message: reason }) : new Failure('ended'));
    }
    this.hasExpired = false;
    this.#listener.forgotten();
    this.#machine.send({ type: 'lost' });
    for (const wait of RETRIES_MS) {
      await new Promise(resolve => setTimeout(resolve, wait));
      if (this.#isClosed) return;
      const isOpen = await this.#connect().then(() => true, () => false);
      if (this.#isClosed) return;
      if (isOpen) return this.#machine.send({ type: 'opened', notice: { key: 'notice.reconnected', isError: false } });
    }
    this.#fail(new Failure('lost'));
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!this.#isClosed) this.#listener.failed(error);
  }
}
