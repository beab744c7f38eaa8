// What people have chosen; what differs from the beginning is remembered by the browser.
const NAME = 'localvoice.settings';

/**
 * @typedef {object} Choices
 * @property {string} page language of the page; empty: the browser's
 * @property {string} profile empty: the server's default one
 * @property {string} language the agent's; empty: the profile's
 * @property {string} voice empty: the profile's; so are the next three
 * @property {string} stt
 * @property {string} llm
 * @property {string} tts
 * @property {string} microphone a device's id; empty: the system's
 * @property {string} speaker
 * @property {string} transport "auto", "websocket" or "webrtc"
 * @property {boolean} echoCancellation
 * @property {boolean} noiseSuppression
 * @property {boolean} autoGainControl
 * @property {boolean} pushToTalk
 * @property {number} volume 0…1
 */

/** @type {Readonly<Choices>} */
const INITIAL = Object.freeze({
  page: '', profile: '', language: '', voice: '', stt: '', llm: '', tts: '', microphone: '', speaker: '', transport: 'auto',
  echoCancellation: true, noiseSuppression: true, autoGainControl: true, pushToTalk: false, volume: 1,
});

export class Settings {
  /** @type {Choices} */
  #choices = { ...INITIAL, ...remembered() };
  /** @type {((name: keyof Choices) => void)[]} */
  #listeners = [];

  get choices() {
    return this.#choices;
  }

  /** @param {(name: keyof Choices) => void} listener */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** @template {keyof Choices} K @param {K} name @param {Choices[K]} value */
  set(name, value) {
    if (this.#choices[name] === value) return;
    this.#choices = { ...this.#choices, [name]: value };
    const changed = Object.entries(this.#choices).filter(([key, chosen]) => chosen !== INITIAL[/** @type {keyof Choices} */ (key)]);
    try {
      localStorage.setItem(NAME, JSON.stringify(Object.fromEntries(changed)));
    } catch {
      // A browser that stores nothing forgets it with the tab.
    }
    this.#listeners.forEach(listener => listener(name));
  }
}

/** @returns {Partial<Choices>} those of the right types */
function remembered() {
  try {
    const stored = JSON.parse(localStorage.getItem(NAME) ?? '{}');
    return Object.fromEntries(Object.entries(INITIAL).filter(([name, value]) => typeof stored[name] === typeof value)
      .map(([name]) => [name, stored[name]]));
  } catch {
    return {};
  }
}
