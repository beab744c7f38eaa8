// The last turns: one bar each, how long people waited in half and in nearly all of them, and where the chosen one's time went.
import { REFERENCES } from '../turns/comparison.js';
import { History } from '../turns/history.js';
import { waited } from '../turns/turn.js';
import { find, make } from './dom.js';
import { download, fileName } from './files.js';
import { Waterfall } from './waterfall.js';

/** @typedef {import('../turns/turn.js').Turn} Turn */

export class TurnsView {
  #words;
  #history = new History();
  #waterfall;
  #section = find('turns', HTMLElement);
  #strip = find('strip', HTMLElement);
  #figures = find('figures', HTMLElement);
  #comparison = find('comparison', HTMLElement);
  /** The one whose waterfall is shown; null: the newest. @type {Turn|null} */
  #chosen = null;

  /** @param {import('./words.js').Words} words */
  constructor(words) {
    this.#words = words;
    this.#waterfall = new Waterfall(words);
    words.onChange(() => this.#show());
    find('export-json', HTMLButtonElement).addEventListener('click', async () => {
      const { turnsAsJson } = await import('../turns/export.js');
      download(turnsAsJson(this.#history), fileName('turns', 'json'), 'application/json');
    });
    find('export-png', HTMLButtonElement).addEventListener('click', () => this.#exportPicture());
  }

  /** @param {Turn} turn a new one, or one of which more is known */
  add(turn) {
    if (!this.#history.turns.includes(turn)) this.#chosen = null;
    this.#history.add(turn);
    this.#show();
  }

  clear() {
    this.#history.clear();
    this.#chosen = null;
    this.#show();
  }

  get #shown() {
    return this.#chosen ?? this.#history.turns.at(-1);
  }

  #show() {
    const turn = this.#shown;
    this.#section.hidden = turn === undefined;
    if (turn === undefined) return;
    const { turns } = this.#history;
    this.#waterfall.show(turn);
    const longest = Math.max(...turns.map(waited));
    const focused = [...this.#strip.children].findIndex(item => item.contains(document.activeElement));
    this.#strip.replaceChildren(...turns.map((each, i) => this.#bar(each, i, longest)));
    if (focused >= 0) /** @type {HTMLElement|null} */ (this.#strip.children[focused]?.firstElementChild)?.focus();
    this.#figures.textContent = this.#words.say('turns.figures', {
      count: turns.length,
      p50: this.#words.milliseconds(this.#history.percentile(0.5)),
      p95: this.#words.milliseconds(this.#history.percentile(0.95)),
    });
    this.#compare(waited(turn));
  }

  /** @param {Turn} turn @param {number} i @param {number} longest */
  #bar(turn, i, longest) {
    const key = turn.wasInterrupted ? 'turns.interrupted' : 'turns.one';
    const label = this.#words.say(key, { number: i + 1, time: this.#words.milliseconds(waited(turn)) });
    const button = make('button', { type: 'button', title: label, className: turn.wasInterrupted ? 'interrupted' : '' }, [make('span')]);
    button.setAttribute('aria-label', label);
    button.setAttribute('aria-pressed', String(turn === this.#shown));
    button.style.setProperty('--height', String(waited(turn) / longest));
    button.addEventListener('click', () => {
      this.#chosen = turn;
      this.#show();
    });
    return make('li', {}, [button]);
  }

  /** @param {number} here */
  #compare(here) {
    const columns = [{ name: 'here', total: [here, here] }, ...REFERENCES];
    const end = Math.max(...columns.map(({ total }) => total[1]));
    this.#comparison.replaceChildren(...columns.map(({ name, total: [least, most] }) => {
      const filled = make('span', { className: 'bar' });
      filled.style.setProperty('--from', '0');
      filled.style.setProperty('--to', String(most / end));
      filled.style.setProperty('--least', String(least / most));
      const time = least === most ? this.#words.milliseconds(least) : `${least}–${this.#words.milliseconds(most)}`;
      return make('li', { className: name === 'here' ? 'user' : 'nobody' }, [
        make('span', { className: 'name', textContent: this.#words.say(`comparison.${name}`) }),
        make('span', { className: 'track' }, [filled]),
        make('span', { className: 'ms', textContent: time }),
      ]);
    }));
  }

  async #exportPicture() {
    const { turnAsPicture } = await import('../turns/export.js');
    const picture = this.#shown && await turnAsPicture(this.#shown, this.#words);
    if (picture) download(picture, fileName('turn', 'png'));
  }
}
