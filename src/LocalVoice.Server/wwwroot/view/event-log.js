// The events between page and server, for those who write a client of their own.
import { find, make } from './dom.js';
import { copy } from './files.js';

const MOST_EVENTS = 500;

/** @typedef {import('../transport/connection.js').WireEvent} WireEvent */
/** @typedef {{ direction: 'sent'|'received', at: number, event: WireEvent, count: number }} Entry */

export class EventLog {
  #words;
  /** @type {Entry[]} */
  #entries = [];
  #details = find('log', HTMLDetailsElement);
  #filter = find('log-filter', HTMLInputElement);
  #list = find('log-list', HTMLElement);
  #count = find('log-count', HTMLElement);
  #isDrawn = true;
  #begun = 0;

  /** @param {import('./words.js').Words} words */
  constructor(words) {
    this.#words = words;
    this.#details.addEventListener('toggle', () => this.#draw());
    this.#filter.addEventListener('input', () => this.#draw());
    find('log-clear', HTMLButtonElement).addEventListener('click', () => this.clear());
    words.onChange(() => this.#draw());
  }

  /** @param {'sent'|'received'} direction @param {WireEvent} event */
  add(direction, event) {
    if (this.#entries.length === 0) this.#begun = performance.now();
    const last = this.#entries.at(-1);
    // What comes many times a second is one line.
    if (last?.event.type === event.type && event.type === 'localvoice.playback.position') {
      last.event = event;
      last.count++;
    } else {
      this.#entries = [...this.#entries.slice(1 - MOST_EVENTS), { direction, at: performance.now(), event, count: 1 }];
    }
    this.#drawSoon();
  }

  clear() {
    this.#entries = [];
    this.#draw();
  }

  #drawSoon() {
    if (!this.#isDrawn || !this.#details.open) return;
    this.#isDrawn = false;
    setTimeout(() => this.#draw(), 100);
  }

  #draw() {
    this.#isDrawn = true;
    if (!this.#details.open) return;
    const wanted = this.#filter.value.trim().toLowerCase();
    const shown = this.#entries.filter(({ event }) => !wanted || JSON.stringify(event).toLowerCase().includes(wanted));
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - 40;
    const opened = new Set([...this.#list.querySelectorAll('details[open]')].map(line => /** @type {HTMLElement} */ (line).dataset.at));
    this.#list.replaceChildren(...shown.map(entry => this.#line(entry, opened.has(String(entry.at)))));
    if (isAtEnd) this.#list.scrollTop = this.#list.scrollHeight;
    this.#count.textContent = this.#words.say('log.count', { shown: shown.length, all: this.#entries.length });
  }

  /** @param {Entry} entry @param {boolean} isOpen */
  #line({ direction, at, event, count }, isOpen) {
    const json = JSON.stringify(event, null, 2);
    const summary = make('summary', {}, [
      make('span', { className: 'at', textContent: `${((at - this.#begun) / 1000).toFixed(2)} s` }),
      make('b', { textContent: this.#words.say(`log.${direction}`) }),
      make('code', { textContent: count > 1 ? `${event.type} × ${count}` : event.type }),
    ]);
    const button = make('button', { type: 'button', textContent: this.#words.say('log.copy') });
    button.addEventListener('click', async () => {
      if (await copy(json)) button.textContent = this.#words.say('transcript.copied');
    });
    const line = make('details', { open: isOpen }, [summary, make('pre', { textContent: json, tabIndex: 0 }), button]);
    line.dataset.at = String(at);
    return make('li', { className: direction }, [line]);
  }
}
