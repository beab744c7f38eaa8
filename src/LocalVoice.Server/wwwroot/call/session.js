// One session on the server after another: a lost connection, or another profile, opens a new one and tells it what was said.
import { RATE } from '../audio/sound.js';
import { NoWay } from '../transport/opening.js';
import { SocketConnection } from '../transport/socket-connection.js';
import { Failure, Fallback, noticeOf } from './failure.js';
import { changeOf, updatesOf } from './session-document.js';

const RETRIES_MS = [250, 500, 1000, 2000, 4000, 8000];

/** @typedef {import('../transport/connection.js').WireEvent} WireEvent */
/** @typedef {import('../transport/connection.js').Connection} Connection */
/** @typedef {import('../transport/connection.js').TransportName} TransportName */
/** @typedef {import('../transport/connection.js').Why} Why */
/** @typedef {import('../audio/sound.js').Sound} Sound */
/**
 * @typedef {object} SessionListener
 * @property {(event: WireEvent) => void} received
 * @property {(event: WireEvent) => void} sent
 * @property {() => void} forgotten nothing of the session counts any longer
 * @property {(name: TransportName, why: Why|null) => void} transport that carries it; why it is not the one that was to
 * @property {(error: unknown) => void} failed there will be no other
 */

export class Session {
  #machine;
  #items;
  #choices;
  #transports;
  #listener;
  /** @type {Connection|null} */
  #connection = null;
  #isClosed = false;
  /** @type {Sound|undefined} */
  #sound;
  /** Of the connection. @type {Why|null} */
  #why = null;

  /** @type {import('./profiles.js').Profile|null} */
  profile = null;
  /** The session has lasted as long as the server lets it. */
  hasExpired = false;

  /**
   * @param {import('./state.js').StateMachine} machine @param {import('./items.js').Items} items
   * @param {() => import('../settings.js').Choices} choices @param {import('../transport/transports.js').Transports} transports
   * @param {SessionListener} listener
   */
  constructor(machine, items, choices, transports, listener) {
    this.#machine = machine;
    this.#items = items;
    this.#choices = choices;
    this.#transports = transports;
    this.#listener = listener;
  }

  /**
   * Whether the server took all that people have chosen.
   * @param {import('./profiles.js').Profile|null} profile @param {Sound|undefined} sound
   */
  async open(profile, sound) {
    this.profile = profile;
    this.#sound = sound;
    return this.#connect();
  }

  /** What the user sends as packets of a track, where it is one. */
  get packets() {
    return this.#connection?.packets ?? null;
  }

  /** Of the transport, for people: where it is not the one that was to carry the call. */
  get notice() {
    return this.#connection && this.#why ? noticeOf(new Fallback(this.#connection.name, this.#why)) : null;
  }

  /** Null where the connection is gone meanwhile. */
  async costs() {
    const connection = this.#connection;
    const costs = await connection?.costs().catch(() => null) ?? null;
    return connection && this.#isCurrent(connection) ? costs : null;
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
      this.#machine.send({ type: 'opened', notice: this.notice });
    } catch (error) {
      this.#fail(error);
    }
  }

  close() {
    this.#isClosed = true;
    this.#connection?.close();
  }

  async #connect() {
    const { transport } = this.#choices();
    const open = (/** @type {TransportName} */ name) => this.#open(name);
    const way = await this.#transports.connect(transport, this.#sound !== undefined, open, () => !this.#isClosed);
    this.#why = way.why;
    if (this.#isClosed) way.connection.close();
    else this.#listener.transport(way.connection.name, way.why);
    return way.taken === 0;
  }

  /** @param {TransportName} name */
  async #open(name) {
    const sound = this.#sound;
    sound?.track?.connect(null);
    const connection = name === 'webrtc' && sound ? await this.#openTracks(sound) : this.#openSocket(sound);
    this.#connection = connection;
    if (this.#isClosed) connection.close();
    return connection;
  }

  /** @param {Sound|undefined} sound @returns {Connection} */
  #openSocket(sound) {
    const listener = this.#listenerTo(() => connection);
    const connection = new SocketConnection(this.#beginning(sound ? RATE : null), listener,
      (...frame) => this.#isCurrent(connection) && sound?.frames.play(...frame));
    return connection;
  }

  /** What only this needs is loaded now. @param {Sound} sound @returns {Promise<Connection>} */
  async #openTracks(sound) {
    const [{ TrackConnection }, playback] = await Promise.all([import('../transport/track-connection.js'), sound.prepareTrack()])
      .catch(() => { throw new NoWay('blocked'); });
    /** @type {Connection} */
    const connection = new TrackConnection(this.#beginning(undefined), this.#listenerTo(() => connection), sound.capture.stream,
      agent => this.#isCurrent(connection) && playback.connect(agent));
    return connection;
  }

  /** @param {number|null|undefined} rate as `updatesOf` takes it */
  #beginning(rate) {
    return { model: this.profile?.name ?? '', items: this.#items.replay(), updates: updatesOf(this.profile, this.#choices(), rate) };
  }

  /** @param {() => Connection} connection @returns {import('../transport/connection.js').ConnectionListener} */
  #listenerTo(connection) {
    return {
      event: event => this.#isCurrent(connection()) && this.#listener.received(event),
      sent: this.#listener.sent,
      closed: (isFinal, reason) => this.#isCurrent(connection()) && this.#lost(isFinal, reason),
    };
  }

  /** @param {Connection} connection */
  #isCurrent(connection) {
    return connection === this.#connection && !this.#isClosed;
  }

  /** @param {boolean} isFinal @param {string} reason */
  async #lost(isFinal, reason) {
    if (isFinal && !this.hasExpired) {
      return this.#fail(reason ? new Failure('server', { message: reason }) : new Failure('ended'));
    }
    this.hasExpired = false;
    const before = this.#why;
    this.#listener.forgotten();
    this.#machine.send({ type: 'lost' });
    for (const wait of RETRIES_MS) {
      await new Promise(resolve => setTimeout(resolve, wait));
      if (this.#isClosed) return;
      const isOpen = await this.#connect().then(() => true, () => false);
      if (this.#isClosed) return;
      const notice = this.#why === before ? null : this.notice;
      if (isOpen) return this.#machine.send({ type: 'opened', notice: notice ?? { key: 'notice.reconnected', isError: false } });
    }
    this.#fail(new Failure('lost'));
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!this.#isClosed) this.#listener.failed(error);
  }
}
