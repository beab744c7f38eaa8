// The last turns, and how long people waited in them.
import { waited } from './turn.js';

/** @typedef {import('./turn.js').Turn} Turn */

export const MOST_TURNS = 20;

export class History {
  /** Oldest first. @type {Turn[]} */
  turns = [];

  /** @param {Turn} turn one that is there already stays where it is */
  add(turn) {
    if (!this.turns.includes(turn)) this.turns = [...this.turns, turn].slice(-MOST_TURNS);
  }

  clear() {
    this.turns = [];
  }

  /** Nearest rank; null without turns. @param {number} share 0…1 */
  percentile(share) {
    const sorted = this.turns.map(waited).sort((one, other) => one - other);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }
}
