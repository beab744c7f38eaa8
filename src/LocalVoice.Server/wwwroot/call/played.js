// What the playing of the agent's voice means for the state, the measure and the server.
import { RATE } from '../audio/sound.js';

const REPORTED_AT_ONCE = RATE / 5;
const REPORT_EVERY = RATE / 20;

/**
 * @typedef {object} Parts
 * @property {import('./state.js').StateMachine} machine
 * @property {import('../turns/measure.js').Measure} measure
 * @property {import('./responses.js').Responses} responses
 * @property {(event: import('./connection.js').WireEvent) => void} send
 * @property {(level: number) => void} level
 */

/** @param {Parts} parts @returns {import('../audio/playback.js').PlaybackListener} */
export function playedBy({ machine, measure, responses, send, level }) {
  let reported = { ordinal: 0, sample: 0 };
  return {
    began: (ordinal, heardAt) => {
      measure.began(ordinal, heardAt);
      machine.send({ type: 'voiceBegan' });
    },
    position: (ordinal, sample, loudness) => {
      level(loudness);
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
