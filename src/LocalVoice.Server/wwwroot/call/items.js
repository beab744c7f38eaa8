// What was said, in order: what the transcript shows, what a new session is told of the old one, what people copy.

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {'user'|'agent'} who
 * @property {string} text what was said, or heard of it
 * @property {string} tentative what may still change
 * @property {string} unheard what the agent would have said
 * @property {string} language
 * @property {string} at ISO 8601
 */

// A session takes 1000 items; what was said so long ago is no longer asked for.
const MOST_REPLAYED = 100;

export class Items {
  /** @type {Map<string, Item>} */
  #items = new Map();
  /** @type {((item: Item|null) => void)[]} */
  #listeners = [];

  /** @returns {Item[]} those of which there are words */
  get all() {
    return [...this.#items.values()].filter(({ text }) => text.trim());
  }

  /** @param {(item: Item|null) => void} listener gets each change; null: all are gone */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** @param {string} id @param {string} language @param {string} text @param {string} [tentative] */
  userSays(id, language, text, tentative = '') {
    this.#set(id, 'user', language, { text, tentative });
  }

  /** @param {string} id @param {string} language @param {string} delta */
  agentSays(id, language, delta) {
    this.#set(id, 'agent', language, { text: (this.#items.get(id)?.text ?? '') + delta });
  }

  /** The rest was not heard. @param {string} id @param {string} heard */
  agentWasHeard(id, heard) {
    const item = this.#items.get(id);
    if (item?.text.startsWith(heard) && item.text.length > heard.length) {
      this.#set(id, 'agent', item.language, { text: heard, unheard: item.text.slice(heard.length) });
    }
  }

  clear() {
    this.#items.clear();
    this.#listeners.forEach(listener => listener(null));
  }

  /** The events that tell them to a new session. */
  replay() {
    return this.all.slice(-MOST_REPLAYED).map(({ who, text }) => itemOf(who, text));
  }

  /** @param {string} id @param {'user'|'agent'} who @param {string} language @param {Partial<Item>} change */
  #set(id, who, language, change) {
    const known = this.#items.get(id) ?? { id, who, language, text: '', tentative: '', unheard: '', at: new Date().toISOString() };
    const item = { ...known, ...change };
    this.#items.set(id, item);
    this.#listeners.forEach(listener => listener(item));
  }
}

/** @param {'user'|'agent'} who @param {string} text @param {string} [id] */
export function itemOf(who, text, id) {
  const role = who === 'user' ? 'user' : 'assistant';
  const content = [{ type: who === 'user' ? 'input_text' : 'output_text', text }];
  return { type: 'conversation.item.create', item: { ...(id && { id }), type: 'message', role, content } };
}
