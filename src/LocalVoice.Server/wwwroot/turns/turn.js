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
 * @property {import('../transport/connection.js').Costs|null} costs of its way, once they are known
 * @property {Record<string, number>} marks
 * @property {Engine[]} engines
 * @property {{ used: number, wasted: number }} speculations
 */
/**
 * `name` is a key of the words, `values` fill them in.
 * @typedef {{ name: string, from: number, to: number, who: 'user'|'agent'|'nobody', values?: Record<string, string> }} Stage
 */

const STAGES = /** @type {const} */ ([
  { name: 'endpointing', from: 'last_voiced', to: 'decision', who: 'nobody' },
  { name: 'stt', from: 'candidate', to: 'final_transcript', who: 'user' },
  { name: 'llm', from: 'llm_request', to: 'first_clause', who: 'agent' },
  { name: 'tts', from: 'tts_request', to: 'first_audio_ready', who: 'agent' },
  // Ready before it was certain that the user had finished: it waited for that, not for the network.
  { name: 'gate', from: 'first_audio_ready', to: 'decision', who: 'nobody' },
]);

// As they call themselves in all languages.
const TRANSPORTS = { websocket: 'WebSocket', webrtc: 'WebRTC' };

/** @param {Turn} turn @returns {Stage[]} those that happened */
export function stagesOf(turn) {
  const { marks, served, heard } = turn;
  /** @type {Stage[]} */
  const stages = STAGES.filter(({ name, from, to }) => marks[from] <= marks[to] && (name !== 'gate' || marks[from] < marks[to]))
    .map(({ name, from, to, who }) => ({ name, from: marks[from], to: marks[to], who }));
  /** @type {Stage[]} */
  const way = heard === null ? [] : [{ name: 'way', from: served, to: Math.max(served, heard), who: 'nobody' }];
  return [...stages, ...way, ...costsOf(turn)];
}

/** What is known of the way, one after another. @param {Turn} turn @returns {Stage[]} */
function costsOf({ served, costs }) {
  if (!costs) return [];
  const { transport, ...parts } = costs;
  let at = served;
  return /** @type {const} */ (['network', 'buffer', 'playout']).flatMap(name => {
    const part = parts[name];
    if (part === null) return [];
    at += part;
    return [{ name, from: at - part, to: at, who: 'nobody', values: { transport: TRANSPORTS[transport] } }];
  });
}

/** What people waited, as far as it is known. @param {Turn} turn */
export function waited({ heard, served }) {
  return heard ?? served;
}

/** The key of the words that tell what `waited` is. @param {Turn} turn */
export function meaningOf({ heard, wasCommitted }) {
  return `turn.${heard === null ? 'sent' : 'heard'}${wasCommitted ? '.committed' : ''}`;
}
