// Who said what, newest last.
export class Transcript {
  #list;
  #items = new Map();

  constructor(list) {
    this.#list = list;
  }

  /** @param {string} stable what stays; @param {string} tentative what may still change */
  userSays(item, language, stable, tentative) {
    const words = this.#wordsOf(item, 'user', language);
    const rest = document.createElement('span');
    rest.className = 'tentative';
    rest.textContent = tentative;
    words.replaceChildren(stable, rest);
    this.#scroll();
  }

  agentSays(item, language, delta) {
    this.#wordsOf(item, 'agent', language).append(delta);
    this.#scroll();
  }

  /** Strikes out what the agent would have said, had the user not interrupted after `heard`. */
  agentHeard(item, heard) {
    const words = this.#items.get(item)?.lastElementChild;
    if (!words?.textContent.startsWith(heard) || words.textContent.length === heard.length) return;
    const unheard = document.createElement('s');
    unheard.title = 'Interrupted before this was heard';
    unheard.textContent = words.textContent.slice(heard.length);
    words.replaceChildren(heard, unheard);
  }

  #wordsOf(item, who, language) {
    if (!this.#items.has(item)) {
      const line = document.createElement('li');
      line.className = who;
      const name = Object.assign(document.createElement('b'), { textContent: who === 'user' ? 'You' : 'Agent' });
      line.append(name, Object.assign(document.createElement('p'), { lang: language }));
      this.#list.append(line);
      this.#items.set(item, line);
    }
    return this.#items.get(item).lastElementChild;
  }

  #scroll() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}
