// The session that people have chosen, as `session.update` tells it.

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
 * @param {Profile|null} profile @param {Choices} choices @param {number|null} rate of the audio in Hz; null where there is no sound
 */
export function updatesOf(profile, choices, rate) {
  const needed = neededOf(choices, rate);
  const chosen = chosenOf(profile, choices);
  return [mergeSession(needed, chosen), needed].map(session => ({ type: 'session.update', session }));
}

/** A change of choices within a session. @param {Profile|null} profile @param {Choices} choices */
export function changeOf(profile, choices) {
  return { type: 'session.update', session: { type: 'realtime', ...mergeSession(turnsOf(choices), chosenOf(profile, choices)) } };
}

/** @param {Choices} choices @param {number|null} rate */
function neededOf(choices, rate) {
  const format = { type: 'audio/pcm', rate };
  const session = { type: 'realtime', ...turnsOf(choices) };
  return rate === null
    ? { ...session, output_modalities: ['text'] }
    : mergeSession(session, { audio: { input: { format, transcription: {} }, output: { format } } });
}

/** The user says when a turn is over, or the server finds out. @param {Choices} choices */
function turnsOf({ pushToTalk }) {
  return { audio: { input: { turn_detection: pushToTalk ? null : { type: 'semantic_vad' } } } };
}

/** @param {Profile|null} profile @param {Choices} choices */
function chosenOf(profile, choices) {
  if (profile === null) return {};
  const { overrides, stages } = profile;
  const { language, voice } = choices;
  const backends = Object.fromEntries((/** @type {const} */ (['stt', 'llm', 'tts']))
    .filter(stage => stages[stage].includes(choices[stage])).map(stage => [stage, choices[stage]]));
  const extensions = {
    ...(language && overrides.includes('language') && { language }),
    ...(overrides.includes('stages') && Object.keys(backends).length > 0 && { stages: backends }),
  };
  return {
    ...(voice && profile.voices.includes(voice) && { audio: { output: { voice } } }),
    ...(Object.keys(extensions).length > 0 && { localvoice: extensions }),
  };
}

/** @param {any} first @param {any} second @returns {any} */
function mergeSession(first, second) {
  const merged = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const both = isObject(value) && isObject(first[name]);
    merged[name] = both ? mergeSession(first[name], value) : value;
  }
  return merged;
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
