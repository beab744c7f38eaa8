// Who said what, newest last.
export class Transcript {
  #list;
  #items = new Map();

  constructor(list) {
    this.#list = list;
  }

  userSays(item, stable, tentative) {
    const line = this.#line(item, 'user');
    const rest = document.createElement('span');
    rest.className = 'tentative';
    rest.textContent = tentative;
    line.replaceChildren(stable, rest);
  }

  agentSays(item, delta) {
    this.#line(item, 'agent').append(delta);
    this.#list.lastElementChild.scrollIntoView({ block: 'nearest' });
  }

  agentDone(item, cut) {
    this.#line(item, 'agent').classList.toggle('cut', cut);
  }

  #line(item, who) {
    if (!this.#items.has(item)) {
      const line = document.createElement('li');
      line.className = who;
      this.#list.append(line);
      this.#items.set(item, line);
    }
    return this.#items.get(item);
  }
}
