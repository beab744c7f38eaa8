// Who said what, newest last.
import { find, make } from './dom.js';
import { copy, download, fileName } from './files.js';

/** @typedef {import('../call/items.js').Item} Item */

export class Transcript {
  #words;
  #list = find('transcript', HTMLElement);
  #tools = find('transcript-tools', HTMLElement);
  /** @type {Map<string, HTMLElement>} */
  #lines = new Map();
  /** To be brought into view. @type {HTMLElement|null} */
  #newest = null;

  /** @param {import('./words.js').Words} words @param {import('../call/items.js').Items} items */
  constructor(words, items) {
    this.#words = words;
    items.onChange(item => item ? this.#show(item) : this.#clear());
    words.onChange(() => {
      for (const line of this.#lines.values()) {
        words.apply(line);
        line.querySelector('s')?.setAttribute('title', words.say('transcript.unheard'));
      }
    });
    const text = () => transcriptText(items.all, words);
    find('download', HTMLButtonElement).addEventListener('click', () => download(text(), fileName('transcript', 'txt')));
    const button = find('copy', HTMLButtonElement);
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      if (await copy(text())) button.textContent = words.say('transcript.copied');
    });
    this.#clear();
  }

  /** @param {Item} item */
  #show(item) {
    const line = this.#lines.get(item.id) ?? this.#add(item);
    const said = /** @type {HTMLElement} */ (line.lastElementChild);
    said.replaceChildren(item.text);
    if (item.tentative) said.append(make('span', { className: 'tentative', textContent: item.tentative }));
    if (item.unheard) said.append(make('s', { title: this.#words.say('transcript.unheard'), textContent: item.unheard }));
    line.hidden = !said.textContent;
    document.body.dataset.conversation = 'begun';
    this.#tools.hidden = false;
    find('copy', HTMLButtonElement).textContent = this.#words.say('transcript.copy');
    this.#keepNewestInView(line);
  }

  /** @param {Item} item */
  #add({ id, who, language }) {
    const name = make('b');
    name.dataset.words = `transcript.${who}`;
    const line = make('li', { className: who }, [name, make('p', { lang: language })]);
    this.#words.apply(line);
    this.#list.append(line);
    this.#lines.set(id, line);
    return line;
  }

  #clear() {
    this.#lines.clear();
    this.#list.replaceChildren();
    this.#tools.hidden = true;
    document.body.dataset.conversation = 'none';
  }

  /** Once before the next picture: asking how high it is lays the page out, while the agent's voice waits. @param {HTMLElement} line */
  #keepNewestInView(line) {
    if (this.#newest === null) requestAnimationFrame(() => this.#scroll());
    this.#newest = line;
  }

  #scroll() {
    const line = this.#newest;
    this.#newest = null;
    const { scrollHeight, clientHeight } = this.#list;
    if (scrollHeight > clientHeight) this.#list.scrollTop = scrollHeight;
    // On a phone the whole page scrolls, under controls that stay.
    else if (matchMedia('(max-width: 40rem)').matches && document.body.dataset.phase === 'open') line?.scrollIntoView({ block: 'nearest' });
  }
}

/** @param {Item[]} items @param {import('./words.js').Words} words */
export function transcriptText(items, words) {
  return items.map(({ who, text }) => `${words.say(`transcript.${who}`)}: ${text}`).join('\n');
}
