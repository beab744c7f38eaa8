// What can be chosen: what the operator offers, devices, and how the microphone is treated.
import { find, make } from './dom.js';

/** @typedef {import('../settings.js').Settings} Settings */
/** @typedef {import('../call/profiles.js').Profiles} Profiles */
/** @typedef {'profile'|'voice'|'stt'|'llm'|'tts'|'microphone'|'speaker'|'transport'} Select */

const CHECKS = /** @type {const} */ (['echoCancellation', 'noiseSuppression', 'autoGainControl', 'pushToTalk']);
const TRANSPORTS = ['auto', 'websocket', 'webrtc'];
const STAGES = /** @type {const} */ (['stt', 'llm', 'tts']);

export class SettingsPanel {
  #words;
  #settings;
  #form = find('settings', HTMLFormElement);
  /** @type {Profiles|null} */
  #profiles = null;
  #transport = '';

  /** @param {import('./words.js').Words} words @param {Settings} settings */
  constructor(words, settings) {
    this.#words = words;
    this.#settings = settings;
    this.#form.addEventListener('submit', event => event.preventDefault());
    this.#form.addEventListener('change', ({ target }) => this.#choose(/** @type {HTMLInputElement|HTMLSelectElement} */ (target)));
    find('volume', HTMLInputElement).addEventListener('input', ({ target }) =>
      settings.set('volume', /** @type {HTMLInputElement} */ (target).valueAsNumber));
    for (const name of CHECKS) find(name, HTMLInputElement).checked = settings.choices[name];
    find('volume', HTMLInputElement).valueAsNumber = settings.choices.volume;
    words.onChange(() => this.#showAll());
  }

  /** @param {Profiles} profiles */
  show(profiles) {
    this.#profiles = profiles;
    this.#showAll();
  }

  /** The devices that there are; they have names once the microphone was allowed. */
  async showDevices() {
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []) ?? [];
    this.#devices('microphone', devices.filter(({ kind }) => kind === 'audioinput'), true);
    this.#devices('speaker', devices.filter(({ kind }) => kind === 'audiooutput'), 'setSinkId' in AudioContext.prototype);
  }

  /** Which transport carries the call, and why. @param {string} key of the words */
  showTransport(key) {
    this.#transport = key;
    find('transport-note', HTMLElement).textContent = key && this.#words.say(key);
  }

  #showAll() {
    this.showDevices();
    const transports = TRANSPORTS.map(name => [name, this.#words.say(`settings.transport.${name}`)]);
    this.#offer('transport', transports, this.#settings.choices.transport, 'RTCPeerConnection' in globalThis && isSecureContext);
    this.showTransport(this.#transport);
    if (!this.#profiles) return;
    const { choices } = this.#settings;
    const { all } = this.#profiles;
    const profile = this.#profiles.find(choices.profile);
    this.#offer('profile', all.map(({ name }) => [name, name]), profile?.name ?? '', all.length > 1);
    const voices = profile?.voices ?? [];
    const own = this.#words.say('settings.voice.own');
    this.#offer('voice', [['', own], ...voices.map(voice => [voice, voice])], choices.voice, voices.length > 1);
    const mayChoose = profile?.overrides.includes('stages') ?? false;
    for (const stage of STAGES) {
      const offered = profile?.stages[stage] ?? [];
      this.#offer(stage, offered.map((name, i) => [i === 0 ? '' : name, name]), choices[stage], mayChoose && offered.length > 1);
    }
  }

  /** @param {'microphone'|'speaker'} name @param {MediaDeviceInfo[]} devices @param {boolean} mayChoose */
  #devices(name, devices, mayChoose) {
    const named = devices.filter(({ deviceId, label }) => deviceId && deviceId !== 'default' && label);
    const system = this.#words.say('settings.device.system');
    this.#offer(name, [['', system], ...named.map(({ deviceId, label }) => [deviceId, label])], this.#settings.choices[name], mayChoose);
  }

  /** @param {Select} name @param {string[][]} options @param {string} chosen @param {boolean} isOffered */
  #offer(name, options, chosen, isOffered) {
    const select = find(name, HTMLSelectElement);
    const row = /** @type {HTMLElement} */ (select.closest('.setting'));
    row.hidden = !isOffered;
    select.replaceChildren(...options.map(([value, text]) => make('option', { value, textContent: text })));
    select.value = options.some(([value]) => value === chosen) ? chosen : '';
  }

  /** @param {HTMLInputElement|HTMLSelectElement} control */
  #choose(control) {
    if (control instanceof HTMLSelectElement) {
      const name = /** @type {Select} */ (control.id);
      // Another profile has its own language.
      if (name === 'profile') this.#settings.set('language', '');
      this.#settings.set(name, control.value);
    } else if (control.type === 'checkbox') {
      this.#settings.set(/** @type {typeof CHECKS[number]} */ (control.id), control.checked);
    }
  }
}
