// The session that people have chosen, as `session.update` tells it.

const STAGES = /** @type {const} */ (['stt', 'llm', 'tts']);

/** @typedef {import('./profiles.js').Profile} Profile */
/**
 * @typedef {object} Choices
 * @property {string} language empty: the profile's
 * @property {string} voice empty: the profile's
 * @property {string} stt empty: the profile's; so are the next two
 * @property {string} llm
 * @property {string} tts
 * @property {boolean} pushToTalk
 */

/**
 * All of the choices, and what the page cannot do without: for a server that refuses the first.
 * @param {Profile|null} profile @param {Choices} choices
 * @param {number|null|undefined} rate of the audio in Hz; undefined where it is the codec's; null where there is no sound
 */
export function updatesOf(profile, choices, rate) {
  const needed = neededOf(choices, rate);
  const chosen = chosenOf(profile, choices) ?? {};
  return [mergeSession(needed, chosen), needed].map(session => ({ type: 'session.update', session }));
}

/** A change of choices within a session: null goes back to the profile's. @param {Profile|null} profile @param {Choices} choices */
export function changeOf(profile, choices) {
  return { type: 'session.update', session: { type: 'realtime', ...mergeSession(turnsOf(choices), chosenOf(profile, choices, null)) } };
}

/** @param {Choices} choices @param {number|null|undefined} rate */
function neededOf(choices, rate) {
  const format = rate && { format: { type: 'audio/pcm', rate } };
  const session = { type: 'realtime', ...turnsOf(choices) };
  return rate === null
    ? { ...session, output_modalities: ['text'] }
    : mergeSession(session, { audio: { input: { ...format, transcription: {} }, ...(format && { output: format }) } });
}

/** The user says when a turn is over, or the server finds out. @param {Choices} choices */
function turnsOf({ pushToTalk }) {
  return { audio: { input: { turn_detection: pushToTalk ? null : { type: 'semantic_vad' } } } };
}

/**
 * @param {Profile|null} profile @param {Choices} choices
 * @param {null} [unchosen] what stands for a choice that people left to the profile
 */
function chosenOf(profile, choices, unchosen) {
  if (profile === null) return {};
  const { overrides, stages, voices } = profile;
  const backends = STAGES.map(stage => [stage, stages[stage].includes(choices[stage]) ? choices[stage] : unchosen]);
  const voice = voices.includes(choices.voice) ? choices.voice : unchosen;
  return given({
    audio: given({ output: given({ voice }) }),
    localvoice: given({
      language: overrides.includes('language') ? choices.language || unchosen : undefined,
      stages: overrides.includes('stages') ? given(Object.fromEntries(backends)) : undefined,
    }),
  });
}

/** Without what is undefined; itself undefined where nothing is left. @param {Record<string, any>} fields @returns {any} */
function given(fields) {
  const left = Object.entries(fields).filter(([, value]) => value !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** @param {any} first @param {any} second @returns {any} */
function mergeSession(first, second) {
  const merged = { ...first };
  for (const [name, value] of Object.entries(second ?? {})) {
    const both = isObject(value) && isObject(first[name]);
    merged[name] = both ? mergeSession(first[name], value) : value;
  }
  return merged;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
