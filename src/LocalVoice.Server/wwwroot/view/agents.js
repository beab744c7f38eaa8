// The languages that the agent speaks here, and the questions that can be asked in them.
import { find, make } from './dom.js';

/** @typedef {import('../call/questions.js').Question} Question */

export class Languages {
  #words;
  #settings;
  #list = find('languages', HTMLFieldSetElement);

  /** @param {import('./words.js').Words} words @param {import('../settings.js').Settings} settings */
  constructor(words, settings) {
    this.#words = words;
    this.#settings = settings;
    this.#list.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement) settings.set('language', target.value);
    });
  }

  /** @param {import('../call/profiles.js').Profiles} profiles */
  show(profiles) {
    const { profile, language } = this.#settings.choices;
    const languages = profiles.languages(profile);
    const chosen = languages.includes(language) ? language : profiles.find(profile)?.language;
    this.#list.hidden = languages.length < 2;
    const options = languages.map(code => {
      const choice = make('input', { type: 'radio', name: 'language', value: code, checked: code === chosen });
      return make('label', {}, [choice, make('span', { lang: code === 'auto' ? '' : code, textContent: this.#words.nameOf(code) })]);
    });
    const shown = [...this.#list.querySelectorAll('input')].map(({ value }) => value);
    // Replacing them would take the focus from whoever is choosing.
    if (shown.join() !== languages.join()) this.#list.replaceChildren(this.#list.children[0], ...options);
    else for (const input of this.#list.querySelectorAll('input')) input.checked = input.value === chosen;
  }
}

export class Questions {
  #section = find('questions', HTMLElement);
  #list = find('question-list', HTMLElement);
  #ask;
  /** @type {Question[]} */
  #questions = [];

  /** @param {(number: number) => void} ask gets the place of the question in the list */
  constructor(ask) {
    this.#ask = ask;
  }

  /** @param {Question[]} questions @param {string} language */
  show(questions, language) {
    this.#questions = questions;
    this.#section.hidden = questions.length === 0;
    this.#list.replaceChildren(...questions.map((question, i) => {
      const button = make('button', { type: 'button', lang: language, textContent: question.text });
      button.addEventListener('click', () => this.#ask(i));
      return make('li', {}, [button]);
    }));
  }

  /** The one in this place, in the language that the agent speaks now. @param {number} number */
  at(number) {
    return this.#questions[number];
  }
}
