// The button and the line under it: what is going on, and who is heard.
import { canTalk, isAgentActive, isMicrophoneOpen, nameOf } from '../call/state.js';
import { find } from './dom.js';

/** @typedef {import('../call/state.js').State} State */

// Of these states, the words tell of the agent: the button shows its level.
const AGENTS = ['speaking', 'overlapping', 'paused'];

export class Stage {
  #words;
  #stage = find('stage', HTMLElement);
  #label = find('talk-label', HTMLElement);
  #status = find('status', HTMLElement);
  #sentence = find('state', HTMLElement);
  #notice = find('notice', HTMLElement);
  #hold = find('hold', HTMLButtonElement);
  #hush = find('hush', HTMLButtonElement);
  #level = '';

  /** @param {import('./words.js').Words} words */
  constructor(words) {
    this.#words = words;
  }

  /** @param {State} state */
  show(state) {
    const name = nameOf(state);
    // A screen reader that said it would talk into the microphone.
    this.#status.setAttribute('aria-live', isMicrophoneOpen(state) ? 'off' : 'polite');
    this.#stage.dataset.state = name;
    this.#stage.dataset.tone = AGENTS.includes(name) ? 'agent' : 'user';
    document.body.dataset.phase = state.phase;
    setText(this.#label, this.#words.say(canTalk(state) ? 'talk' : 'stop'));
    setText(this.#sentence, this.#words.say(keyOf(name, state)));
    setText(this.#notice, state.notice ? this.#words.say(state.notice.key, state.notice.values) : '');
    this.#notice.classList.toggle('error', state.notice?.isError ?? false);
    this.#hold.hidden = !(state.phase === 'open' && state.pushToTalk && state.input === 'microphone');
    this.#hold.setAttribute('aria-pressed', String(state.user === 'speaking'));
    this.#hush.hidden = !isAgentActive(state);
    if (state.phase === 'closed') this.#setLevel(0);
  }

  /** @param {'user'|'agent'} who @param {number} level 0…1; only that of the party that the words tell of shows */
  level(who, level) {
    if (this.#stage.dataset.tone === who) this.#setLevel(level);
  }

  /** @param {number} level */
  #setLevel(level) {
    const shown = Math.min(1, level).toFixed(2);
    if (shown === this.#level) return;
    this.#level = shown;
    this.#stage.style.setProperty('--level', shown);
  }
}

/** The agent can be talked over with an open microphone only. @param {string} name @param {State} state */
function keyOf(name, { input, pushToTalk }) {
  if (name !== 'speaking') return `state.${name}`;
  return input !== 'microphone' ? 'state.speaking.unheard' : pushToTalk ? 'state.speaking.hold' : 'state.speaking';
}

/** An element that is set to the same text again would be read again. @param {HTMLElement} element @param {string} text */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
