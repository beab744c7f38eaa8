// Which moment a position in the audio that was sent had, where it goes as a track: by the packets that the browser has counted.

const PACKET_MS = 20;
// The first packets may wait longer than those after them, and clocks drift apart.
const COUNTS = 10;

/** Times are those of performance.now(). */
export class SentPackets {
  /** When the first packet began, by each of the last counts. @type {number[]} */
  #begun = [];

  /** @param {number} packets sent so far @param {number} at milliseconds */
  note(packets, at) {
    this.#begun = [...this.#begun, at - packets * PACKET_MS].slice(-COUNTS);
  }

  get endAt() {
    return performance.now() / 1000;
  }

  /** Seconds; null where it is not known. @param {number} milliseconds position in what was sent */
  timeOf(milliseconds) {
    return this.#begun.length > 0 ? (Math.min(...this.#begun) + milliseconds) / 1000 : null;
  }
}
