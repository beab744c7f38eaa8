// The button and the line under it: what is going on, and who is heard.
export class Stage {
  #section;
  #label;
  #status;

  constructor(section) {
    this.#section = section;
    this.#label = section.querySelector('#talk-label');
    this.#status = section.querySelector('#status');
  }

  /** A step that people wait for: screen readers say it. */
  show(state, message) {
    this.#label.textContent = state === 'idle' ? 'Talk' : 'Stop';
    this.#change(state, message, 'polite');
    this.#setLevel(0);
  }

  /** A change within the conversation: a screen reader that said it would talk into it. */
  go(state, message) {
    if (this.#section.dataset.state !== state || this.#status.textContent !== message) this.#change(state, message, 'off');
  }

  warn(message) {
    this.#change(this.#section.dataset.state, message, 'polite');
    this.#status.classList.add('error');
  }

  /** @param {number} level 0…1; only that of the party whose turn it is shows */
  level(who, level) {
    if ((this.#section.dataset.state === 'speaking') === (who === 'agent')) this.#setLevel(level);
  }

  #change(state, message, live) {
    this.#section.dataset.state = state;
    this.#status.classList.remove('error');
    this.#status.setAttribute('aria-live', live);
    this.#status.textContent = message;
  }

  #setLevel(level) {
    this.#section.style.setProperty('--level', level.toFixed(2));
  }
}
