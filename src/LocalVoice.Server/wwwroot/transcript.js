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

  agentDone(item, cut) {
    this.#items.get(item)?.classList.toggle('cut', cut);
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
