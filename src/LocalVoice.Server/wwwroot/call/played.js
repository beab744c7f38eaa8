// What the playing of the agent's voice means for the state, the measure and the server.
import { RATE } from '../audio/sound.js';

const REPORTED_AT_ONCE = RATE / 5;
const REPORT_EVERY = RATE / 20;

/** @typedef {import('../transport/connection.js').Costs} Costs */
/**
 * @typedef {object} Parts
 * @property {import('./state.js').StateMachine} machine
 * @property {import('../turns/measure.js').Measure} measure
 * @property {import('./responses.js').Responses} responses
 * @property {(event: import('../transport/connection.js').WireEvent) => void} send
 * @property {(level: number) => void} level
 * @property {() => Promise<Costs|null>} costs null where the connection is gone
 */

/** @param {Parts} parts @returns {import('../audio/playback.js').PlaybackListener} */
export function playedBy({ machine, measure, responses, send, level, costs }) {
  let reported = { ordinal: 0, sample: 0 };
  /** Not known before some of it has come. @param {number} ordinal @param {number} at @param {number|null} playout */
  const tellCosts = async (ordinal, at, playout) => {
    const known = await costs();
    if (!known) return;
    const all = { ...known, playout: known.playout ?? playout };
    if (playout === null && all.playout !== null) measure.began(ordinal, at + ((all.buffer ?? 0) + all.playout) / 1000);
    measure.costs(ordinal, all);
  };
  return {
    began: (ordinal, at, playout) => {
      if (playout !== null) measure.began(ordinal, at + playout / 1000);
      machine.send({ type: 'voiceBegan' });
      tellCosts(ordinal, at, playout);
    },
    level,
    position: (ordinal, sample) => {
      // Often at first: by it the server knows when the user began to hear.
      const isDue = ordinal !== reported.ordinal || sample < REPORTED_AT_ONCE || sample - reported.sample >= REPORT_EVERY;
      if (!isDue) return;
      reported = { ordinal, sample };
      send({ type: 'localvoice.playback.position', ordinal, sample });
    },
    ended: ordinal => responses.ended(ordinal),
    cut: ordinal => responses.cut(ordinal),
  };
}
