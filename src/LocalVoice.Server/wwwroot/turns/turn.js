// Where a turn's time went: milliseconds from the user's last voiced sample.

/**
 * @typedef {object} Engine
 * @property {string} stage
 * @property {string} name
 * @property {string} model
 * @property {string} device
 * @property {string} package
 * @property {number} [bytes_sent]
 * @property {number} [processing_ms]
 * @property {number} [round_trip_ms]
 * @property {number} [round_trips]
 * @property {{ name: string, fault: string }} [failed] whom it stood in for
 */
/**
 * @typedef {object} Turn
 * @property {string} at ISO 8601
 * @property {string} language
 * @property {boolean} wasInterrupted
 * @property {boolean} wasCommitted the user said when it was over: all times are from then
 * @property {string} pipeline
 * @property {number} served until the first sound left the server
 * @property {number|null} heard until it left the speaker; null where that is not known
 * @property {Record<string, number>} marks
 * @property {Engine[]} engines
 * @property {{ used: number, wasted: number }} speculations
 */
/** @typedef {{ name: string, from: number, to: number, who: 'user'|'agent'|'nobody' }} Stage `name` is a key of the words */

const STAGES = /** @type {const} */ ([
  { name: 'endpointing', from: 'last_voiced', to: 'decision', who: 'nobody' },
  { name: 'stt', from: 'candidate', to: 'final_transcript', who: 'user' },
  { name: 'llm', from: 'llm_request', to: 'first_clause', who: 'agent' },
  { name: 'tts', from: 'tts_request', to: 'first_audio_ready', who: 'agent' },
  // Ready before it was certain that the user had finished: it waited for that, not for the network.
  { name: 'gate', from: 'first_audio_ready', to: 'decision', who: 'nobody' },
]);

/** @param {Turn} turn @returns {Stage[]} those that happened */
export function stagesOf({ marks, served, heard }) {
  /** @type {Stage[]} */
  const stages = STAGES.filter(({ name, from, to }) => marks[from] <= marks[to] && (name !== 'gate' || marks[from] < marks[to]))
    .map(({ name, from, to, who }) => ({ name, from: marks[from], to: marks[to], who }));
  return heard === null ? stages : [...stages, { name: 'way', from: served, to: Math.max(served, heard), who: 'nobody' }];
}

/** What people waited, as far as it is known. @param {Turn} turn */
export function waited({ heard, served }) {
  return heard ?? served;
}

/** The key of the words that tell what `waited` is. @param {Turn} turn */
export function meaningOf({ heard, wasCommitted }) {
  return `turn.${heard === null ? 'sent' : 'heard'}${wasCommitted ? '.committed' : ''}`;
}
