// How long the user waited, as heard: from their last sound at the microphone to the first of the agent's at the speaker.
import { SentAudio } from '../audio/latency.js';

/** @typedef {import('./turn.js').Turn} Turn */
/** @typedef {import('../transport/connection.js').Costs} Costs */

export class Measure {
  #sent;
  #told;
  #packets;
  /** @type {number|null} */
  #committedAt = null;
  /** When each item was first heard, in seconds of the context's clock. @type {Map<number, number>} */
  #heard = new Map();
  /** By item. @type {Map<number, Turn>} */
  #turns = new Map();
  /** By item. @type {Map<number, Costs>} */
  #costs = new Map();
  /** Turns whose response is not heard yet, by item. @type {Map<number, { turn: Turn, lastVoiced: number|null }>} */
  #waiting = new Map();

  /**
   * @param {number} rate of the audio in Hz
   * @param {(turn: Turn) => void} told a turn, and once more when its response is heard, and when it is known what its way costs
   * @param {() => import('../audio/sent-packets.js').SentPackets|null} packets in place of `sent`, where the user's voice is a track
   */
  constructor(rate, told, packets) {
    this.#sent = new SentAudio(rate);
    this.#told = told;
    this.#packets = packets;
  }

  /** @param {number} samples @param {number} at when the first was made, in seconds of the context's clock */
  sent(samples, at) {
    this.#sent.add(samples, at);
  }

  /** The user says that the turn is over: nobody looks for its last sound. */
  committed() {
    this.#committedAt = (this.#packets() ?? this.#sent).endAt;
  }

  /** @param {number} ordinal @param {number} heardAt */
  began(ordinal, heardAt) {
    this.#heard.set(ordinal, heardAt);
    const waiting = this.#waiting.get(ordinal);
    if (waiting) this.#tell(waiting.turn, ordinal, waiting.lastVoiced);
  }

  /** @param {number} ordinal @param {Costs} costs */
  costs(ordinal, costs) {
    this.#costs.set(ordinal, costs);
    const turn = this.#turns.get(ordinal);
    if (!turn) return;
    turn.costs = costs;
    this.#told(turn);
  }

  /**
   * @param {any} timeline the event `localvoice.turn.timeline` @param {number|null} ordinal of the response to the turn
   * @param {{ language: string, wasInterrupted: boolean }} what
   */
  timeline(timeline, ordinal, { language, wasInterrupted }) {
    const { marks_ms: marks, voice_to_voice_ms: served, engines, pipeline, speculations, last_voiced_audio_ms: voiced } = timeline;
    if (served === null || served === undefined || ordinal === null) return;
    const wasCommitted = typeof voiced !== 'number';
    const lastVoiced = wasCommitted ? this.#committedAt : (this.#packets() ?? this.#sent).timeOf(voiced);
    const told = { pipeline, served, marks, engines, speculations };
    const turn = { at: new Date().toISOString(), language, wasInterrupted, wasCommitted, heard: null, costs: null, ...told };
    this.#turns.set(ordinal, turn);
    this.#tell(turn, ordinal, lastVoiced);
  }

  /** A new session counts from zero. */
  reset() {
    this.#sent.reset();
    this.#heard.clear();
    this.#costs.clear();
    this.#turns.clear();
    this.#waiting.clear();
    this.#committedAt = null;
  }

  /** @param {Turn} turn @param {number} ordinal @param {number|null} lastVoiced */
  #tell(turn, ordinal, lastVoiced) {
    turn.costs = this.#costs.get(ordinal) ?? null;
    const heardAt = this.#heard.get(ordinal);
    if (heardAt === undefined) this.#waiting.set(ordinal, { turn, lastVoiced });
    else {
      this.#waiting.delete(ordinal);
      if (lastVoiced !== null) turn.heard = (heardAt - lastVoiced) * 1000;
    }
    this.#told(turn);
  }
}
